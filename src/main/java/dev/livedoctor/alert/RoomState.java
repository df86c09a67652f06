package dev.livedoctor.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a room's alerts: enough to go on after a restart, and to let late windows into their place.
 *
 * @param base the room up to what no window can come before any more
 * @param recent the windows after that, in order
 * @param astray windows that came on time while {@code seen} lies in the future, in order: if they go on, a clock was put right
 * @param seen the end of the newest window that counts; null before the first
 * @param silentAt the time until which nothing had come when the clock asked last; null where it did not
 * @param told episodes as they were told, by cause and number: those that are open, and those that the windows at hand made
 * @param last the name of the last episode of each cause
 */
public record RoomState(
        EvaluationState base,
        List<WindowSummary> recent,
        List<WindowSummary> astray,
        @Nullable Instant seen,
        @Nullable Instant silentAt,
        Map<String, Episode> told,
        Map<String, Long> last) {

    /** A room of which nothing is known. */
    public static RoomState of(String room) {
        return new RoomState(EvaluationState.of(room), List.of(), List.of(), null, null, Map.of(), Map.of());
    }

    /** A room of which nothing is known but the episodes that are open. */
    public static RoomState of(String room, List<Episode> open) {
        Map<String, Episode> told = new TreeMap<>();
        open.forEach(episode -> told.put(key(episode), episode));
        return new RoomState(EvaluationState.of(room), List.of(), List.of(), null, null, told, Map.of());
    }

    /** The open episodes. */
    public List<Episode> open() {
        return told.values().stream().filter(Episode::isOpen).toList();
    }

    /** The episode of this name, if it is open. */
    public Optional<Episode> open(long id) {
        return open().stream().filter(one -> one.id() == id).findFirst();
    }

    static String key(Episode episode) {
        return episode.cause() + "#" + episode.number();
    }

    boolean has(WindowSummary summary) {
        return Stream.concat(recent.stream(), astray.stream())
                .anyMatch(one -> one.window().equals(summary.window()));
    }

    /** The windows at hand that count. */
    List<WindowSummary> counting() {
        Instant until = seen;
        return until == null
                ? List.of()
                : recent.stream()
                        .filter(one -> !one.window().end().isAfter(until))
                        .toList();
    }

    /** The windows at hand that wait for their time. */
    List<WindowSummary> waiting() {
        return recent.subList(counting().size(), recent.size());
    }

    RoomState with(EvaluationState now, List<WindowSummary> windows) {
        return new RoomState(now, windows, astray, seen, silentAt, told, last);
    }

    RoomState with(Map<String, Episode> nowTold, Map<String, Long> nowLast) {
        return new RoomState(base, recent, astray, seen, silentAt, nowTold, nowLast);
    }

    RoomState astray(List<WindowSummary> windows) {
        return new RoomState(base, recent, windows, seen, silentAt, told, last);
    }

    /** The same when nothing has come until {@code now}. */
    RoomState asked(Instant now) {
        return new RoomState(base, recent, astray, seen, now, told, last);
    }

    /** The same with {@code windows} at hand, of which the newest that counts ends at {@code newest}. */
    RoomState seen(List<WindowSummary> windows, @Nullable Instant newest) {
        boolean newer = newest != null && !newest.equals(seen);
        // What had not come when the clock asked may have come by now.
        Instant asked = newer && silentAt != null && silentAt.isAfter(newest) ? null : silentAt;
        return new RoomState(base, windows, newer ? List.of() : astray, newest, asked, told, last);
    }
}
