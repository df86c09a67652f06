package dev.livedoctor.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** The moment of a test, and those who are allowed everything. */
final class FixedTime {
    static final CallerPermissions ALL = new CallerPermissions(true, Set.of(), Set.of());

    private FixedTime() {}

    static Clock clock(long epochSecond) {
        return Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
    }

    static ReplayGuard replayGuard(long epochSecond) {
        return new ReplayGuard(clock(epochSecond), Duration.ofMinutes(5));
    }
}
