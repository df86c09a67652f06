package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What it means that nothing comes of a room: that it is missed, or that its broadcast has ended. */
final class TelemetryGap {
    private final Policy policy;

    TelemetryGap(Policy policy) {
        this.policy = policy;
    }

    /** When the room is missed, if nothing comes; null where it never is. */
    @Nullable
    Instant missedAt(Course course) {
        Instant end = course.end();
        return end == null || course.isResting() ? null : end.plus(policy.gap(course.stride()));
    }

    /** When its broadcast counts as ended, if nothing comes; null where it has. */
    @Nullable
    Instant overAt(Course course) {
        Instant end = course.end();
        return end == null || course.isResting() ? null : end.plus(policy.over(course.stride()));
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
        Severity severity = severity(course, end);
        if (severity == null) {
            return course.rested(missed, false);
        }
        Course silent = isSaid(course) ? course : said(course, end, missed, severity);
        return now.isBefore(over) ? silent : silent.rested(over, false);
    }

    private static Course said(Course course, Instant end, Instant missed, Severity severity) {
        Track track = course.tracks().getOrDefault(Episode.GAP, Track.NEW);
        Track fallen = track.silent(end, missed);
        return course.with(
                Episode.GAP,
                fallen.open() != null
                        ? fallen
                        : fallen.with(
                                Episode.gap(course.room(), track.count() + 1, severity, end, missed, fallen.flaps())
                                        .under(course.outage())));
    }

    /**
     * How bad it is that nothing came after {@code end}; null where the broadcast ended as broadcasts do. Nothing but time says so where
     * windows just stop: then it must be how the room ends, or else it is said that it may be.
     */
    private static @Nullable Severity severity(Course course, Instant end) {
        Rhythm rhythm = course.rhythm();
        boolean about = rhythm.endsAbout(end);
        if (course.broadcast().ebbs()) {
            return (about ? course.isInTrouble() : course.isInAnyTrouble()) ? Severity.MAJOR : null;
        }
        if (!about || course.isInTrouble()) {
            return Severity.MAJOR;
        }
        return rhythm.stopsAbout(end) && !course.isFailing() ? null : Severity.MINOR;
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
        return over != null && !told && slept(course, now) && !isOdd(course)
                ? course.rested(over, false)
                : until(course, now);
    }

    /** Whether the last window is none with which broadcasts of this room end, though nothing is wrong. */
    private static boolean isOdd(Course course) {
        return course.rhythm().seldomStops() && !course.broadcast().ebbs() && !course.isInTrouble();
    }

    /** Whether what was taken for an end was none, since the room goes on before long, and as full as it was. */
    private boolean goesOn(Course course, Sighting sighting) {
        Instant end = course.end();
        return end != null
                && course.isResting()
                && !sighting.ends()
                && sighting.window().start().isBefore(end.plus(policy.over(course.stride())))
                && !course.rhythm().isAnnounced(end)
                && course.broadcast().goesOn(sighting.viewers());
    }

    /** Whether the silence until {@code now} is too long for anything but the end of a broadcast. */
    private boolean slept(Course course, Instant now) {
        Instant end = course.end();
        return end != null && Duration.between(end, now).compareTo(policy.slept(course.stride())) >= 0;
    }

    /** The room when it reports: after a long silence its rhythm is known better, and a silence that was told is over. */
    Course broken(Course asleep, Sighting sighting) {
        Window window = sighting.window();
        Instant end = asleep.end();
        Course course = end != null && goesOn(asleep, sighting)
                ? said(asleep.awake(), end, end.plus(policy.gap(asleep.stride())), Severity.MINOR)
                : asleep;
        Rhythm rhythm = end != null && course.isResting() && slept(course, window.start())
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
