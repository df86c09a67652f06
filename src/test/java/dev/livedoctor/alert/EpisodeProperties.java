package dev.livedoctor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of all episodes, whatever comes, is missing, is wrong about its time, or is asked. */
class EpisodeProperties {
    private static final List<AlertCandidate> CANDIDATES = List.of(
            Given.uplink(Severity.MAJOR),
            Given.uplink(Severity.CRITICAL),
            Given.cause("CACHE", Severity.CRITICAL, Verdict.LIKELY, "STALLS"),
            Given.cause("PRICE", Severity.MINOR, Verdict.POSSIBLE, "LOW_CONVERSION"),
            Given.symptom("SILENT_CHAT", Severity.MAJOR));

    private final Map<Long, Episode> open = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private long ids;

    /** Minutes that may be told twice, late, early, at a wrong time, by wrong clocks, and of which many are missing. */
    @Property(tries = 80)
    void allEpisodesAreSound(@ForAll long seed) {
        Random random = new Random(seed);
        open.clear();
        last.clear();
        ids = 0;
        Room room = new Room();
        int sender = 0;
        int own = 0;
        int told = 0;
        AlertCandidate[] candidates = {};
        for (int turn = 0, minute = 0; turn < 250; turn++) {
            if (random.nextInt(6) == 0) {
                candidates = CANDIDATES.stream()
                        .filter(candidate -> random.nextInt(3) == 0)
                        .toArray(AlertCandidate[]::new);
            }
            sender = shifted(sender, random);
            own = shifted(own, random);
            minute += random.nextInt(30) == 0 ? pause(random) : 1;
            Instant now = Given.minute(minute + own);
            switch (random.nextInt(12)) {
                case 0 -> room.silent(now);
                case 1 -> room.see(Given.window(minute - random.nextInt(5), candidates), now);
                case 2 -> room.see(Given.blind(minute + sender), now);
                case 3 -> act(room, now);
                case 4 ->
                    room.see(
                            random.nextInt(9) == 0 ? Given.last(minute, candidates) : Given.window(minute, candidates),
                            now);
                default -> {
                    WindowSummary summary = Given.window(minute + sender, candidates);
                    room.see(random.nextBoolean() ? summary : summary.afterOthers(), now);
                }
            }
            room.changes.subList(told, room.changes.size()).forEach(this::take);
            told = room.changes.size();
            assertEquals(
                    new TreeSet<>(open.keySet()),
                    new TreeSet<>(room.state.open().stream().map(Episode::id).toList()));
        }
    }

    private static int shifted(int clock, Random random) {
        return random.nextInt(40) > 0
                ? clock
                : List.of(0, 0, 1, 7, 60, -60, 1440).get(random.nextInt(7));
    }

    private static int pause(Random random) {
        return List.of(2, 4, 6, 20, 130, 700).get(random.nextInt(6));
    }

    private static void act(Room room, Instant now) {
        room.state.open().stream().findFirst().ifPresent(episode -> room.acted(episode, now));
    }

    private void take(EpisodeChange change) {
        assertTrue(change.id() > ids, "the order of changes is that of their numbers");
        ids = change.id();
        Episode episode = change.episode();
        if (change.what() == Type.OPENED) {
            assertNull(open.put(episode.id(), episode), "it is opened once");
            assertEquals(last.put(episode.cause(), episode.id()), episode.previous());
            assertEquals(
                    1,
                    open.values().stream()
                            .filter(one -> one.cause().equals(episode.cause()))
                            .count(),
                    "one at a time");
        }
        assertTrue(
                open.containsKey(episode.id()), "nothing happens before it is opened or after it is closed: " + change);
        assertEquals(change.what() != Type.CLOSED, episode.isOpen());
        assertFalse(episode.since().isAfter(episode.opened()), episode.toString());
        Instant closed = episode.closed();
        if (closed != null) {
            assertNotNull(episode.ending());
            assertFalse(Duration.between(episode.opened(), closed).isNegative(), episode.toString());
            open.remove(episode.id());
        }
    }
}
