package dev.livedoctor.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a room's alerts: enough to go on after a restart, and to let late windows into their place.
 *
 * @param base the room up to what no window can come before any more
 * @param recent the windows after that, in order
 * @param seen the end of the newest window that counts; null before the first
 * @param silentAt the time until which nothing had come, as the clock says; null where that was not asked
 * @param told episodes as they were told, by cause and number: those that are open, and those that the windows at hand made
 * @param last the name of the last episode of each cause
 */
public record RoomState(
        Course base,
        List<Sighting> recent,
        @Nullable Instant seen,
        @Nullable Instant silentAt,
        Map<String, Episode> told,
        Map<String, Long> last) {

    /** A room of which nothing is known. */
    public static RoomState of(String room) {
        return new RoomState(Course.of(room), List.of(), null, null, Map.of(), Map.of());
    }

    /** A room of which nothing is known but the episodes that are open. */
    public static RoomState of(String room, List<Episode> open) {
        Map<String, Episode> told = new TreeMap<>();
        open.forEach(episode -> told.put(key(episode), episode));
        return new RoomState(Course.of(room), List.of(), null, null, told, Map.of());
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

    boolean has(Sighting sighting) {
        return recent.stream().anyMatch(one -> one.window().equals(sighting.window()));
    }
}
