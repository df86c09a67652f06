package dev.livedoctor.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final InstantSource time = () -> Instant.ofEpochSecond(now.get());
    private final ReplayGuard replayGuard = new ReplayGuard(time.withZone(ZoneOffset.UTC), Duration.ofSeconds(300), 3);

    private Reason refused(String... names) {
        return assertThrows(RefusedCallException.class, () -> replayGuard.admit(names))
                .reason();
    }

    @Test
    void remembersAsLongAsASignatureCanBeGood() {
        replayGuard.admit("a");
        // Signed by a clock that is ahead by the whole window, it is good for another window.
        now.addAndGet(600);
        replayGuard.checkSeconds("1300");
        assertEquals(Reason.REPLAYED, refused("a"));
        now.incrementAndGet();
        assertDoesNotThrow(() -> replayGuard.admit("a"));
    }

    @Test
    void refusesRatherThanForgets() {
        replayGuard.admit("a");
        replayGuard.admit("b", "c");
        assertEquals(Reason.FLOODED, refused("d"));
        assertEquals(Reason.REPLAYED, refused("a"));
        now.addAndGet(601);
        assertDoesNotThrow(() -> replayGuard.admit("d"));
    }
}
