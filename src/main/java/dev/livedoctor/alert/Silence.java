package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What it means that nothing comes of a room: that it is missed, or that its broadcast has ended. */
final class Silence {
    private final Policy policy;

    Silence(Policy policy) {
        this.policy = policy;
    }

    /** When the room is missed, if nothing comes; null where it never is. */
    @Nullable
    Instant missedAt(Course course) {
        Instant end = course.end();
        return end == null || course.resting() ? null : end.plus(policy.gap(course.stride()));
    }

    /** When its broadcast counts as ended, if nothing comes; null where it has. */
    @Nullable
    Instant overAt(Course course) {
        Instant end = course.end();
        return end == null || course.resting() ? null : end.plus(policy.over(course.stride()));
    }

    /** Whether the room is missed already. */
    static boolean isSaid(Course course) {
        Track track = course.tracks().get(Episode.GAP);
        return track != null && track.isSilent();
    }

    /** The room when nothing has come until {@code now}. */
    Course until(Course course, Instant now) {
        Instant missed = missedAt(course);
        Instant over = overAt(course);
        Instant end = course.end();
        if (missed == null || over == null || end == null || now.isBefore(missed)) {
            return course;
        }
        if (course.rhythm().endsAbout(end) && !course.isInTrouble()) {
            return course.rested(missed, false);
        }
        Track track = course.tracks().getOrDefault(Episode.GAP, Track.NEW);
        Course silent = course;
        if (!track.isSilent()) {
            Track fallen = track.silent(end, missed);
            silent = course.with(
                    Episode.GAP,
                    fallen.open() != null
                            ? fallen
                            : fallen.with(Episode.gap(course.room(), track.count() + 1, end, missed, fallen.flaps())
                                    .under(course.outage())));
        }
        return now.isBefore(over) ? silent : silent.rested(over, false);
    }

    /**
     * The room before a window that begins at {@code now}, after nothing had come for long.
     *
     * @param asked until when nothing had come when the clock asked, so that the silence was told then; null where it did not ask
     */
    Course before(Course course, Instant now, @Nullable Instant asked) {
        Instant missed = missedAt(course);
        Instant over = overAt(course);
        boolean told = asked != null && missed != null && !asked.isBefore(missed);
        // Nobody is helped by hearing afterwards that a room was missed whose broadcast had ended.
        return over != null && !told && slept(course, now) ? course.rested(over, false) : until(course, now);
    }

    /** Whether the silence until {@code now} is too long for anything but the end of a broadcast. */
    private boolean slept(Course course, Instant now) {
        Instant end = course.end();
        return end != null && Duration.between(end, now).compareTo(policy.slept(course.stride())) >= 0;
    }

    /** The room when it reports: after a long silence its rhythm is known better, and a silence that was told is over. */
    Course broken(Course course, Window window) {
        Instant end = course.end();
        Rhythm rhythm = end != null && course.resting() && slept(course, window.start())
                ? course.rhythm().slept(end)
                : course.rhythm();
        Course awake = course.with(rhythm.heard(window));
        Track track = awake.tracks().get(Episode.GAP);
        if (track == null || track.open() == null) {
            return awake;
        }
        Track heard = track.absent(window);
        Run clear = Objects.requireNonNull(heard.clear());
        Episode open = Objects.requireNonNull(heard.open());
        boolean flapping = heard.isFlapping();
        if (flapping && !clear.held(policy.clear().multipliedBy(Policy.FLAPPING_CLEAR))) {
            return awake.with(Episode.GAP, heard.with(open.flapping(true)));
        }
        return awake.with(Episode.GAP, heard.with(null))
                .closed(open.closed(window.end(), new Ending(Ending.By.RESUMED, clear.since(), null)));
    }
}
