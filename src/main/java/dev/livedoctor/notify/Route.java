package dev.livedoctor.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The way to one target: what is under way, how fast it may go on, and how it has fared since the start. */
final class Route {
    private final Target target;
    private final Pace pace;
    private final Map<String, Letter> underWay = new HashMap<>();
    private Instant pausedUntil = Instant.MIN;

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private volatile Optional<Instant> lastSent = Optional.empty();
    /** Why the last attempt failed; empty where it did not. */
    private volatile String trouble = "";

    Route(Target target) {
        this.target = target;
        this.pace = new Pace(target.kind().rates());
    }

    Target target() {
        return target;
    }

    /** The letters that an answer is awaited for, by room: one of each, since they go out in order. */
    Map<String, Letter> underWay() {
        return underWay;
    }

    /** From when on something may be sent. */
    Instant free() {
        Instant free = pace.free();
        return free.isAfter(pausedUntil) ? free : pausedUntil;
    }

    void begin(Letter letter, Instant now) {
        pace.begin(now);
        underWay.put(letter.room(), letter);
        if (letter.attempts() > 0) {
            retried.increment();
        }
    }

    void pause(Instant now, Duration pause) {
        Instant until = now.plus(pause);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    /** Notes a success; says whether it ended a trouble. */
    boolean sent(Instant now) {
        sent.increment();
        lastSent = Optional.of(now);
        boolean better = !trouble.isEmpty();
        trouble = "";
        return better;
    }

    /** Notes a failure; says whether it is a new trouble. */
    boolean failed(String why) {
        failed.increment();
        boolean news = trouble.isEmpty();
        trouble = why;
        return news;
    }

    void died() {
        dead.increment();
    }

    /** How it has fared. */
    TargetState.Counts counts() {
        return new TargetState.Counts(sent.sum(), failed.sum(), retried.sum(), dead.sum());
    }

    Optional<Instant> lastSent() {
        return lastSent;
    }

    Optional<String> trouble() {
        return Optional.of(trouble).filter(why -> !why.isEmpty());
    }
}
