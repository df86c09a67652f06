package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Windows of a minute, and what they show. */
final class Given {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final String METRIC = "playback.stall_ratio";

    private Given() {}

    static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }

    static AlertCandidate cause(String code, Severity severity, Verdict verdict, String... symptoms) {
        return new AlertCandidate(
                EpisodeKind.CAUSE,
                code,
                severity,
                verdict,
                0.9,
                Map.of(),
                Set.of(symptoms),
                true,
                List.of(METRIC),
                false,
                "network",
                Owner.NETWORK,
                "ACT",
                new Verification(METRIC, Direction.BELOW, 0.02, 5),
                null,
                null);
    }

    static AlertCandidate uplink(Severity severity) {
        return cause("UPLINK_CONGESTED", severity, Verdict.CONFIRMED, "STALLS");
    }

    static AlertCandidate symptom(String code, Severity severity) {
        return AlertCandidate.symptom(code, severity, Map.of(), Set.of(), List.of(METRIC), false, null, null);
    }

    /** A symptom that comes and goes with the tide of a room. */
    static AlertCandidate tide(String code, Severity severity) {
        return AlertCandidate.symptom(code, severity, Map.of(), Set.of(), List.of(METRIC), true, null, null);
    }

    /** The window of minute {@code number}, with what it shows. */
    static WindowSummary window(int number, AlertCandidate... candidates) {
        return window(minute(number), minute(number + 1), candidates);
    }

    static WindowSummary window(Instant start, Instant end, AlertCandidate... candidates) {
        List<FoldedFinding> symptoms = Arrays.stream(candidates)
                .flatMap(candidate -> candidate.symptoms().stream()
                        .map(code ->
                                new FoldedFinding(EpisodeKind.SYMPTOM, code, candidate.severity(), null, Map.of())))
                .sorted(Comparator.comparing(FoldedFinding::severity))
                .toList();
        return new WindowSummary(
                new Window(start, end),
                "report",
                List.of(candidates),
                symptoms,
                MetricFingerprint.of(List.of(METRIC)),
                Map.of(METRIC, candidates.length > 0 ? 0.2 : 0.001),
                null,
                false,
                false);
    }

    /** The window of minute {@code number}, which measures nothing. */
    static WindowSummary blind(int number) {
        Window window = new Window(minute(number), minute(number + 1));
        return new WindowSummary(
                window, "report", List.of(), List.of(), MetricFingerprint.of(List.of()), Map.of(), null, false, false);
    }

    /** The window of minute {@code number}, which says that it is the last. */
    static WindowSummary last(int number, AlertCandidate... candidates) {
        return window(number, null, true, candidates);
    }

    /** The window of minute {@code number}, with so many viewers. */
    static WindowSummary crowd(int number, double viewers, AlertCandidate... candidates) {
        return window(number, viewers, false, candidates);
    }

    private static WindowSummary window(
            int number, @Nullable Double viewers, boolean last, AlertCandidate... candidates) {
        WindowSummary one = window(number, candidates);
        return new WindowSummary(
                one.window(),
                "report",
                one.signs(),
                one.symptoms(),
                one.measured(),
                one.values(),
                viewers,
                last,
                false);
    }

    /** A room, and all that is told of it. */
    static final class Room {
        final AlertEvaluator evaluator;
        RoomState state = RoomState.of("room");
        final List<EpisodeChange> changes = new ArrayList<>();
        final Map<Long, Episode> episodes = new TreeMap<>();
        private long ids;
        private Instant now = START;

        Room() {
            this(AlertPolicy.USUAL);
        }

        Room(AlertPolicy policy) {
            evaluator = new AlertEvaluator(policy);
        }

        Room see(WindowSummary... summaries) {
            for (WindowSummary one : summaries) {
                Instant end = one.window().end();
                now = end.isAfter(now) ? end : now;
                see(one, now);
            }
            return this;
        }

        Room see(WindowSummary summary, Instant now) {
            return took(evaluator.onWindow(state, summary, now, () -> ++ids));
        }

        /** Minutes from the one to the other, exclusive, that all show the same. */
        Room minutes(int from, int to, AlertCandidate... candidates) {
            for (int number = from; number < to; number++) {
                see(window(number, candidates));
            }
            return this;
        }

        /** Minutes in which the room is full, and then ten in which it empties. */
        Room fullThenEmpty(int from, int to, AlertCandidate... candidates) {
            for (int number = from; number < to; number++) {
                see(crowd(number, 1000.0 * Math.min(10, to - number) / 10, candidates));
            }
            return this;
        }

        /** Minutes in which the room is full. */
        Room full(int from, int to, AlertCandidate... candidates) {
            for (int number = from; number < to; number++) {
                see(crowd(number, 1000, candidates));
            }
            return this;
        }

        Room silent(Instant now) {
            return took(evaluator.onNoData(state, now, () -> ++ids));
        }

        Room acted(Episode episode, Instant at) {
            return took(evaluator.onAction(state, episode, "ACT", at, () -> ++ids));
        }

        private Room took(AlertEvaluator.Outcome outcome) {
            state = outcome.state();
            changes.addAll(outcome.changes());
            outcome.episodes().forEach(one -> episodes.put(one.id(), one));
            return this;
        }

        Episode only() {
            if (episodes.size() != 1) {
                throw new AssertionError(episodes.values());
            }
            return episodes.values().iterator().next();
        }

        Episode last() {
            return episodes.values().stream().reduce((one, next) -> next).orElseThrow();
        }

        List<String> told() {
            return changes.stream()
                    .map(change -> change.what() + " " + change.episode().cause())
                    .toList();
        }

        Stream<Episode> all() {
            return episodes.values().stream();
        }
    }
}
