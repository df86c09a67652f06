package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that no rule knows cost what it takes to read them, however many a body holds. */
class ManyNamesTest {
    private static final int NAMES = 100_000;
    private static final Duration SHORT = Duration.ofSeconds(20);

    @Test
    void inSlices() {
        Rooms room = Rooms.room(Map.of("playback.stall_ratio", 0.2));
        for (int slice = 0; slice < 5_000; slice++) {
            Map<String, Double> metrics = new HashMap<>();
            for (int name = 0; name < NAMES / 5_000; name++) {
                metrics.put("x.n" + slice + "_" + name, 1.0);
            }
            room.slice(Map.of("region", "r" + slice), metrics);
        }

        assertTimeoutPreemptively(SHORT, () -> Shipped.ruleset().diagnose(room.snapshot()));
    }

    @Test
    void inAnExplanation() {
        Map<String, Double> metrics = new HashMap<>();
        Map<String, Object> attributes = new HashMap<>();
        for (int name = 0; name < NAMES; name++) {
            metrics.put("x.m" + name, 1.0);
            attributes.put("x.a" + name, 1.0);
        }

        assertTrue(
                assertTimeoutPreemptively(
                                SHORT,
                                () -> Shipped.ruleset()
                                        .trace(Rooms.room(metrics)
                                                .attributes(attributes)
                                                .snapshot()))
                        .stream()
                        .allMatch(trace -> trace.fired().isEmpty()));
    }
}
