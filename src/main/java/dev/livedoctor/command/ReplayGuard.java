package dev.livedoctor.command;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Lets each call in once, and only for a while after it was signed. Safe for use by many threads at once. */
final class ReplayGuard {
    /** About 3 MB; more calls within one window are not people any more. */
    private static final int MOST = 20_000;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    private final Clock clock;
    private final Duration window;
    private final int most;
    /** Name of a call to when it can be forgotten, in the order of their coming. */
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    ReplayGuard(Clock clock, Duration window) {
        this(clock, window, MOST);
    }

    ReplayGuard(Clock clock, Duration window, int most) {
        this.clock = clock;
        this.window = window;
        this.most = most;
    }

    /** Refuses calls signed too long ago; {@code seconds} since the epoch. */
    void checkSeconds(String seconds) {
        check(Instant.ofEpochSecond(number(seconds)));
    }

    /** Refuses calls signed too long ago; {@code millis} since the epoch. */
    void checkMillis(String millis) {
        check(Instant.ofEpochMilli(number(millis)));
    }

    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new RefusedCallException(Reason.FORGED, "The timestamp is not a number.");
        }
        return Long.parseLong(text);
    }

    private void check(Instant signed) {
        if (Duration.between(signed, clock.instant()).abs().compareTo(window) > 0) {
            throw new RefusedCallException(
                    Reason.LATE,
                    "The call was signed more than " + window.toSeconds()
                            + " s ago or ahead. Maybe set the clock of this machine?");
        }
    }

    /** Refuses what was here already under one of {@code names}. */
    synchronized void admit(String... names) {
        Instant now = clock.instant();
        forget(now);
        for (String name : names) {
            if (seen.containsKey(name)) {
                throw new RefusedCallException(Reason.REPLAYED, "This call was here already.");
            }
        }
        if (seen.size() + names.length > most) {
            throw new RefusedCallException(Reason.FLOODED, "Too many calls. Maybe again in a few minutes?");
        }
        for (String name : names) {
            // A timestamp may lie one window ahead, and is good for another one after.
            seen.put(name, now.plus(window.multipliedBy(2)));
        }
    }

    private void forget(Instant now) {
        Iterator<Instant> expiries = seen.values().iterator();
        while (expiries.hasNext() && expiries.next().isBefore(now)) {
            expiries.remove();
        }
    }
}
