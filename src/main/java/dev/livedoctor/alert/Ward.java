package dev.livedoctor.alert;

import dev.livedoctor.alert.Change.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    /** How far ahead of the clock a window counts at once; another counts when its time has come. */
    private static final Duration AHEAD = Duration.ofMinutes(2);
    /** Of windows at hand: more would come too fast to be windows. */
    private static final int MOST = 500;

    private final Policy policy;
    private final Watch watch;

    /** A ward that raises alerts as {@code policy} says. */
    public Ward(Policy policy) {
        this.policy = policy;
        watch = new Watch(policy);
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
        Instant seen = state.seen();
        Instant end = sighting.window().end();
        if (seen != null && !end.isAfter(seen.minus(policy.lateness())) || state.has(sighting)) {
            return nothing(state);
        }
        List<Sighting> recent = new ArrayList<>(state.recent());
        recent.add(sighting);
        recent.sort(Sighting.IN_ORDER);
        Instant latest = now.plus(AHEAD);
        Instant newest = recent.stream()
                .map(one -> one.window().end())
                .filter(one -> !one.isAfter(latest))
                .max(Instant::compareTo)
                .orElse(null);
        boolean newer = newest != null && (seen == null || newest.isAfter(seen));
        return tell(
                new RoomState(
                        state.base(),
                        recent,
                        newer ? newest : seen,
                        newer ? null : state.silentAt(),
                        state.told(),
                        state.last()),
                ids);
    }

    /** Nothing more has come of the room until {@code now}. What has been over for so long before it was noticed only ends. */
    public Outcome silent(RoomState state, Instant now, LongSupplier ids) {
        Course course = course(state);
        Instant over = overAt(course);
        if (over != null && !now.isBefore(over) && !saidSilent(course)) {
            Course rested = course.rested(over);
            Difference difference = new Difference(state, rested, ids);
            List<Sighting> future = state.recent()
                    .subList(counting(state).size(), state.recent().size());
            return new Outcome(
                    forgetting(new RoomState(
                            rested.settled(), future, state.seen(), null, difference.told(), difference.last())),
                    difference.changes(),
                    difference.episodes(),
                    null);
        }
        return tell(new RoomState(state.base(), state.recent(), state.seen(), now, state.told(), state.last()), ids);
    }

    /** When {@link #silent} would have something to say, if nothing comes; null where it never would. */
    public @Nullable Instant silentAt(RoomState state) {
        return silentAt(course(state));
    }

    private @Nullable Instant silentAt(Course course) {
        Instant end = course.end();
        if (end == null || course.resting()) {
            return null;
        }
        return saidSilent(course) ? overAt(course) : end.plus(policy.gap(course.stride()));
    }

    /** When the broadcast counts as ended, if nothing comes; null where it has. */
    public @Nullable Instant overAt(RoomState state) {
        return overAt(course(state));
    }

    private @Nullable Instant overAt(Course course) {
        Instant end = course.end();
        return end == null || course.resting() ? null : end.plus(policy.over(course.stride()));
    }

    private static boolean saidSilent(Course course) {
        Track gap = course.tracks().get(Episode.GAP);
        return gap != null && gap.open() != null;
    }

    /** Somebody took {@code action} about the open {@code episode} at {@code at}. */
    public Outcome acted(RoomState state, Episode episode, String action, Instant at, LongSupplier ids) {
        Track track = state.base().tracks().getOrDefault(episode.cause(), Track.NEW);
        Course base = state.base().with(episode.cause(), track.acted(new Track.Act(action, at)));
        Check check = episode.check();
        Episode after = check == null ? episode : episode.checked(check.acted(action, at));
        Map<String, Episode> told = new TreeMap<>(state.told());
        told.put(RoomState.key(after), after);
        return new Outcome(
                new RoomState(base, state.recent(), state.seen(), state.silentAt(), told, state.last()),
                List.of(new Change(ids.getAsLong(), at, What.ACTED, action, after)),
                List.of(after),
                silentAt(state));
    }

    /** The windows at hand that count: a window from the future waits for its time. */
    private static List<Sighting> counting(RoomState state) {
        Instant seen = state.seen();
        return seen == null
                ? List.of()
                : state.recent().stream()
                        .filter(one -> !one.window().end().isAfter(seen))
                        .toList();
    }

    private Instant certain(RoomState state) {
        Instant seen = state.seen();
        return seen == null ? Instant.MIN : seen.minus(policy.lateness());
    }

    private Course course(RoomState state) {
        Course course = state.base();
        for (Sighting one : counting(state)) {
            course = watch.next(course, one, certain(state));
        }
        Instant silentAt = state.silentAt();
        return silentAt == null ? course : watch.silent(course, silentAt);
    }

    private Outcome tell(RoomState state, LongSupplier ids) {
        Course course = course(state);
        Difference difference = new Difference(state, course, ids);
        Instant certain = certain(state);
        Course base = state.base();
        int settled = 0;
        for (Sighting one : counting(state)) {
            if (one.window().end().isAfter(certain) && state.recent().size() - settled <= MOST) {
                break;
            }
            base = watch.next(base, one, certain).settled();
            settled++;
        }
        List<Sighting> rest =
                List.copyOf(state.recent().subList(settled, state.recent().size()));
        RoomState after =
                new RoomState(base, rest, state.seen(), state.silentAt(), difference.told(), difference.last());
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
        return new RoomState(state.base(), state.recent(), state.seen(), state.silentAt(), told, state.last());
    }
}
