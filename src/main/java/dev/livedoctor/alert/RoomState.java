package dev.livedoctor.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a room's alerts: enough to go on after a restart, and to insert late windows where they belong.
 *
 * @param base the room after the last window that can no longer change
 * @param recent the windows after those of {@code base}, in order
 * @param astray windows that came on time while {@code seen} lies in the future, in order: if they go on, the sender's clock was corrected
 * @param seen the end of the newest window that counts; null before the first
 * @param silentAt until when no window had arrived at the last gap check; null if there was none
 * @param told episodes as published, by cause and number: those that are open, and those of {@code recent} windows
 * @param last the id of the last episode of each cause
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

    /** The open episode with this id. */
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

    /** The recent windows that are evaluated already. */
    List<WindowSummary> counting() {
        Instant until = seen;
        return until == null
                ? List.of()
                : recent.stream()
                        .filter(one -> !one.window().end().isAfter(until))
                        .toList();
    }

    /** The recent windows that lie in the future and wait for their time. */
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

    /** The room after a gap check at {@code now}, before which no window arrived. */
    RoomState asked(Instant now) {
        return new RoomState(base, recent, astray, seen, now, told, last);
    }

    /** The room with these recent windows, of which the newest to evaluate ends at {@code newest}. */
    RoomState seen(List<WindowSummary> windows, @Nullable Instant newest) {
        boolean newer = newest != null && !newest.equals(seen);
        // A newer window arrived after the last gap check, so that check's result no longer holds.
        Instant asked = newer && silentAt != null && silentAt.isAfter(newest) ? null : silentAt;
        return new RoomState(base, windows, newer ? List.of() : astray, newest, asked, told, last);
    }
}
