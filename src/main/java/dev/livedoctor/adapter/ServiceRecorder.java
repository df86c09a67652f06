package dev.livedoctor.adapter;

import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.api.Recordings;
import dev.livedoctor.api.Violation;
import dev.livedoctor.history.ConflictingWindowException;
import dev.livedoctor.history.RecordedWindow;
import dev.livedoctor.history.WindowRefusedException;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Records by the way that {@code POST /rooms/{room}/snapshots} goes: read and checked, diagnosed, made durable. */
final class ServiceRecorder implements Recorder, JsonRecorder {
    /** How many wait for the disk together. */
    private static final int TOGETHER = 64;

    private final Recordings recordings;

    ServiceRecorder(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public List<Outcome> record(List<MetricSnapshot> snapshots) {
        return post(snapshots.stream()
                .map(snapshot -> new Post(snapshot.room(), RecordedWindow.json(snapshot)))
                .toList());
    }

    @Override
    public List<Outcome> post(List<Post> posts) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < posts.size(); from += TOGETHER) {
            List<Supplier<Outcome>> begun = new ArrayList<>();
            for (Post post : posts.subList(from, Math.min(posts.size(), from + TOGETHER))) {
                begun.add(begin(post));
            }
            begun.forEach(one -> outcomes.add(one.get()));
        }
        return outcomes;
    }

    private Supplier<Outcome> begin(Post post) {
        try {
            Supplier<byte[]> begun = recordings.record(post.room(), post.body());
            return () -> end(begun);
        } catch (InvalidSnapshotException e) {
            Violation first = e.violations().get(0);
            Outcome refused = Outcome.refused(first.pointer() + " " + first.message());
            return () -> refused;
        } catch (MalformedJsonException | WindowRefusedException e) {
            Outcome refused = Outcome.refused(String.valueOf(e.getMessage()));
            return () -> refused;
        }
    }

    private static Outcome end(Supplier<byte[]> begun) {
        try {
            var unused = begun.get();
            return Outcome.RECORDED;
        } catch (ConflictingWindowException e) {
            return Outcome.KNOWN;
        }
    }
}
