package dev.livedoctor.notify;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The way to one target: what is under way, how fast it may go on, and how it has fared since the start. */
final class TargetLane {
    private final Target target;
    private final RateLimiter limiter;
    private final Map<String, OutboxMessage> underWay = new HashMap<>();

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private volatile Optional<Instant> lastSent = Optional.empty();
    /** Why the last attempt failed; empty where it did not. */
    private volatile String trouble = "";

    private TargetLane(Target target, RateLimiter limiter) {
        this.target = target;
        this.limiter = limiter;
    }

    /** The ways to {@code targets}. Those that lie at one address share its pace. */
    static List<TargetLane> to(List<Target> targets) {
        Map<Object, RateLimiter> limiters = new HashMap<>();
        return targets.stream()
                .map(target -> new TargetLane(
                        target,
                        limiters.computeIfAbsent(
                                place(target),
                                place -> new RateLimiter(target.kind().limits()))))
                .toList();
    }

    Target target() {
        return target;
    }

    /** Where it leads, without saying it: the same from one start to the next. */
    int place() {
        return place(target).hashCode();
    }

    private static List<Object> place(Target target) {
        return List.of(target.destination(), target.chat());
    }

    /** The messages that an answer is awaited for, by room: one of each, since they go out in order. */
    Map<String, OutboxMessage> underWay() {
        return underWay;
    }

    /** How fast it goes. */
    RateLimiter limiter() {
        return limiter;
    }

    void begin(OutboxMessage message, Instant now) {
        limiter.begin(now);
        underWay.put(message.room(), message);
        if (message.attempts() > 0) {
            retried.increment();
        }
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
