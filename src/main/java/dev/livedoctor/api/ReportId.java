package dev.livedoctor.api;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the names of reports: UUIDs of version 7 (RFC 9562), which sort by time. */
final class ReportId {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int RANDOM_BITS_ABOVE = 12;

    private final Clock clock;

    ReportId(Clock clock) {
        this.clock = clock;
    }

    String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = clock.millis() << 16 | VERSION | random.nextLong(1L << RANDOM_BITS_ABOVE);
        long least = VARIANT | random.nextLong() >>> 2;
        return new UUID(most, least).toString();
    }
}
