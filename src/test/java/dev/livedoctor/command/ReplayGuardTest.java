package dev.livedoctor.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final ReplayGuard replayGuard = new ReplayGuard(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.ofEpochSecond(now.get());
                }
            },
            Duration.ofSeconds(300),
            3);

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
