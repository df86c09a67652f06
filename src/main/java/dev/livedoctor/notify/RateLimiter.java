package dev.livedoctor.notify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Keeps to all of several rates, over every span of that length and not only from one full minute to the next. For one thread. */
final class RateLimiter {
    private final List<RateLimit> limits;
    private final int longest;
    /** When the last messages were begun, the latest first. */
    private final Deque<Instant> begun = new ArrayDeque<>();

    private Instant rest = Instant.MIN;

    RateLimiter(List<RateLimit> limits) {
        this.limits = List.copyOf(limits);
        this.longest = limits.stream().mapToInt(RateLimit::messages).max().orElse(0);
    }

    /** From when on the next message may begin. */
    Instant free() {
        Instant free = rest;
        for (RateLimit limit : limits) {
            if (begun.size() >= limit.messages()) {
                Instant again = nth(limit.messages()).plus(limit.within());
                free = again.isAfter(free) ? again : free;
            }
        }
        return free;
    }

    private Instant nth(int number) {
        Iterator<Instant> latest = begun.iterator();
        for (int skipped = 1; skipped < number; skipped++) {
            latest.next();
        }
        return latest.next();
    }

    /** Lets no message begin before {@code until}. */
    void rest(Instant until) {
        rest = until.isAfter(rest) ? until : rest;
    }

    /** Notes that a message begins. */
    void begin(Instant now) {
        begun.addFirst(now);
        if (begun.size() > longest) {
            begun.removeLast();
        }
    }
}
