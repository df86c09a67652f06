package dev.livedoctor.alert;

import dev.livedoctor.alert.Change.What;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches rooms: of each window, what it changes. The same windows give the same episodes, in whatever order they come, if none comes
 * later than {@link Policy#lateness}: what the windows at hand mean is worked out again with each, from where no window can come before
 * any more, and compared with what was told.
 */
public final class Ward {
    /** Of windows that may still change what they mean: more would come too fast to be windows. */
    private static final int MOST = 500;

    private final Policy policy;
    private final TelemetryGap telemetryGap;
    private final EpisodeTracker tracker;
    private final Timeline timeline;

    /** A ward that raises alerts as {@code policy} says. */
    public Ward(Policy policy) {
        this.policy = policy;
        telemetryGap = new TelemetryGap(policy);
        tracker = new EpisodeTracker(policy, telemetryGap);
        timeline = new Timeline(policy);
    }

    /**
     * What came of it.
     *
     * @param state of the room, from now on
     * @param changes to be told, in their order
     * @param episodes that are new or otherwise than they were
     * @param silentAt when {@link #silent} would have something to say, if nothing comes; null where it never would
     */
    public record Outcome(
            RoomState state,
            List<Change> changes,
            List<Episode> episodes,
            @Nullable Instant silentAt) {}

    /** Nothing comes of it. */
    public Outcome nothing(RoomState state) {
        return new Outcome(state, List.of(), List.of(), silentAt(state));
    }

    /**
     * One more window, at the time {@code now}; {@code ids} gives names to new episodes and places to changes. A window that comes too
     * late changes nothing.
     */
    public Outcome see(RoomState state, Sighting sighting, Instant now, LongSupplier ids) {
        if (state.has(sighting)) {
            return nothing(state);
        }
        if (!timeline.isLate(state, sighting)) {
            return tell(timeline.with(state, sighting, now), ids);
        }
        RoomState astray = timeline.withLate(state, sighting, now);
        return timeline.wasPutRight(astray) ? tell(shifted(astray, now), ids) : nothing(astray);
    }

    /** The room by a clock that was put right, from the windows on that came by it. */
    private RoomState shifted(RoomState state, Instant now) {
        RoomState shifted =
                new RoomState(course(state).shifted(), List.of(), List.of(), null, null, state.told(), state.last());
        for (Sighting one : state.astray()) {
            shifted = timeline.with(shifted, one, now);
        }
        return shifted;
    }

    /** Nothing more has come of the room until {@code now}. What has been over for so long before it was noticed only ends. */
    public Outcome silent(RoomState state, Instant now, LongSupplier ids) {
        RoomState counted = timeline.at(state, now);
        Course course = course(counted);
        Instant over = telemetryGap.overAt(course);
        if (over == null || now.isBefore(over) || TelemetryGap.isSaid(course)) {
            return tell(counted.asked(now), ids);
        }
        Course rested = course.rested(over, false);
        Difference difference = new Difference(counted, rested, ids);
        return new Outcome(
                forgetting(
                        counted.with(rested.settled(), counted.waiting()).with(difference.told(), difference.last())),
                difference.changes(),
                difference.episodes(),
                null);
    }

    /** When {@link #silent} would have something to say, if nothing comes; null where it never would. */
    public @Nullable Instant silentAt(RoomState state) {
        return silentAt(course(state));
    }

    private @Nullable Instant silentAt(Course course) {
        return TelemetryGap.isSaid(course) ? telemetryGap.overAt(course) : telemetryGap.missedAt(course);
    }

    /** When the broadcast counts as ended, if nothing comes; null where it has. */
    public @Nullable Instant overAt(RoomState state) {
        return telemetryGap.overAt(course(state));
    }

    /** Somebody took {@code action} about the open {@code episode} at {@code at}. */
    public Outcome acted(RoomState state, Episode episode, String action, Instant at, LongSupplier ids) {
        Track track = state.base().tracks().getOrDefault(episode.cause(), Track.NEW);
        Course base = state.base().with(episode.cause(), track.acted(new Track.Act(action, at)));
        ActionCheck check = episode.check();
        Episode after = check == null ? episode : episode.checked(check.acted(action, at));
        Map<String, Episode> told = new TreeMap<>(state.told());
        told.put(RoomState.key(after), after);
        return new Outcome(
                state.with(base, state.recent()).with(told, state.last()),
                List.of(new Change(ids.getAsLong(), at, What.ACTED, action, after)),
                List.of(after),
                silentAt(state));
    }

    private Instant certain(RoomState state) {
        Instant seen = state.seen();
        return seen == null ? Instant.MIN : seen.minus(policy.lateness());
    }

    private Course course(RoomState state) {
        Course course = state.base();
        for (Sighting one : state.counting()) {
            course = tracker.next(course, one, certain(state), state.silentAt());
        }
        Instant silentAt = state.silentAt();
        return silentAt == null ? course : telemetryGap.until(course, silentAt);
    }

    private Outcome tell(RoomState state, LongSupplier ids) {
        Course course = course(state);
        Difference difference = new Difference(state, course, ids);
        Instant certain = certain(state);
        Course base = state.base();
        List<Sighting> counting = state.counting();
        int settled = 0;
        for (Sighting one : counting) {
            if (one.window().end().isAfter(certain) && counting.size() - settled <= MOST) {
                break;
            }
            base = tracker.next(base, one, certain, state.silentAt()).settled();
            settled++;
        }
        List<Sighting> rest =
                List.copyOf(state.recent().subList(settled, state.recent().size()));
        RoomState after = state.with(base, rest).with(difference.told(), difference.last());
        return new Outcome(forgetting(after), difference.changes(), difference.episodes(), silentAt(course));
    }

    /** What was closed before the windows at hand cannot change any more. */
    private RoomState forgetting(RoomState state) {
        if (state.told().values().stream().allMatch(Episode::isOpen)) {
            return state;
        }
        List<String> made = course(state).closed().stream().map(RoomState::key).toList();
        Map<String, Episode> told = new TreeMap<>(state.told());
        told.entrySet().removeIf(one -> !one.getValue().isOpen() && !made.contains(one.getKey()));
        return state.with(told, state.last());
    }
}
