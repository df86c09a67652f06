package dev.livedoctor.notify;

import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.outbound.UnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what lies in the outbox. One thread decides and writes down; calls are under way beside it, one for each room of a target, so that
 * a room or a target that is stuck holds up no other. What is not written down as delivered is sent again.
 */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final int AT_ONCE = 8;
    private static final int LONGEST_REASON = 300;
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final List<TargetLane> lanes;
    private final OutboundClient client;
    private final RetryPolicy retryPolicy;
    private final Clock clock;
    private final RandomGenerator random;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    /** What came of calls and could not be written down yet. */
    private final Deque<Answer> unwritten = new ArrayDeque<>();

    Delivery(
            Outbox outbox,
            List<TargetLane> lanes,
            OutboundClient client,
            RetryPolicy retryPolicy,
            Clock clock,
            RandomGenerator random) {
        this.outbox = outbox;
        this.lanes = lanes;
        this.client = client;
        this.retryPolicy = retryPolicy;
        this.clock = clock;
        this.random = random;
        lanes.forEach(lane -> outbox.pausedUntil(lane.place()).ifPresent(lane.limiter()::rest));
    }

    /** Why the thread goes on. */
    private sealed interface Event {}

    /** There is something new. */
    private record Wake() implements Event {}

    /** A call has ended. */
    private record Answer(TargetLane lane, OutboxMessage message, DeliveryOutcome outcome) implements Event {}

    /** Says that there is something new. From any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            events.add(new Wake());
        }
    }

    /** Begins what is due; says when something will be, unless something happens before. */
    Instant turn() {
        write();
        if (!unwritten.isEmpty()) {
            // A disk that takes no answers takes no failures either: nothing new is begun before.
            return clock.instant().plus(WRITE_AGAIN);
        }
        Instant next = Instant.MAX;
        for (TargetLane lane : lanes) {
            Instant due = begin(lane);
            next = due.isBefore(next) ? due : next;
        }
        return next;
    }

    /** Waits for a call to end or for something new, at most as long as {@code most}; says whether there was anything. */
    boolean await(Duration most) throws InterruptedException {
        @Nullable Event event = events.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (event instanceof Wake) {
            woken.set(false);
        } else if (event instanceof Answer answer) {
            unwritten.add(answer);
            write();
        }
        return event != null;
    }

    /** Calls under way, and those whose end is not written down. */
    int open() {
        return lanes.stream().mapToInt(lane -> lane.underWay().size()).sum();
    }

    private Instant begin(TargetLane lane) {
        Target target = lane.target();
        while (lane.underWay().size() < AT_ONCE) {
            Instant now = clock.instant();
            boolean quiet = target.isQuiet(now);
            Optional<QuietHours> hours = target.quiet();
            Instant quietEnd = quiet ? hours.orElseThrow().end(now) : Instant.MAX;
            if (quiet && !hours.orElseThrow().criticalPasses()) {
                return quietEnd;
            }
            Optional<Outbox.Line> line =
                    outbox.nextDue(target.name(), lane.underWay().keySet(), quiet);
            if (line.isEmpty()) {
                return quietEnd;
            }
            Instant free = lane.limiter().free();
            Instant due = line.get().due().isAfter(free) ? line.get().due() : free;
            if (due.isAfter(now)) {
                return due.isBefore(quietEnd) ? due : quietEnd;
            }
            send(lane, outbox.peek(target.name(), line.get().room()).orElseThrow(), now);
        }
        return Instant.MAX;
    }

    private void send(TargetLane lane, OutboxMessage message, Instant now) {
        lane.begin(message, now);
        try {
            SignedRequest request = SignedRequest.of(message, lane.target(), now);
            client.post(request.to(), request.headers(), request.body(), message.attempts())
                    .whenComplete((reply, failure) ->
                            events.add(new Answer(lane, message, outcome(lane.target(), reply, failure))));
        } catch (RuntimeException e) {
            // A message that cannot even be sent must not stop the others.
            events.add(new Answer(
                    lane, message, DeliveryOutcome.failed(e.getClass().getSimpleName())));
        }
    }

    private DeliveryOutcome outcome(Target target, @Nullable HttpReply reply, @Nullable Throwable failure) {
        if (reply != null) {
            return ResponseReader.read(target.kind(), reply, clock.instant());
        }
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnreachableException unreachable) {
            String why = String.valueOf(unreachable.getMessage());
            return unreachable.isForbidden() ? DeliveryOutcome.forbidden(why) : DeliveryOutcome.failed(why);
        }
        return DeliveryOutcome.failed(String.valueOf(cause));
    }

    private void write() {
        while (!unwritten.isEmpty()) {
            Answer answer = unwritten.element();
            try {
                write(answer);
            } catch (OutboxFullException e) {
                LOG.errorf(
                        "Cannot write down what came of a message to %s: %s",
                        answer.lane().target(), e.getMessage());
                return;
            }
            answer.lane().underWay().remove(answer.message().room());
            unwritten.remove();
        }
    }

    private void write(Answer answer) {
        TargetLane lane = answer.lane();
        OutboxMessage message = answer.message();
        Instant now = clock.instant();
        if (answer.outcome().how() == DeliveryOutcome.Result.TAKEN) {
            outbox.delivered(message, now);
            if (lane.sent(now)) {
                LOG.infof("%s takes messages again", lane.target());
            }
            return;
        }
        String why = tidy(lane.target(), answer.outcome().why());
        int attempts = message.attempts() + 1;
        if (retryPolicy.givesUp(answer.outcome().how(), attempts)) {
            outbox.markDead(message, now, why);
            lane.died();
            LOG.warnf(
                    "Message %d to %s was given up after %d attempts: %s. It can be sent again: POST"
                            + " /notifications/dead-letters/%d/retry",
                    message.id(), lane.target(), attempts, why, message.id());
        } else {
            Duration backoff = retryPolicy.backoff().pause(attempts, random);
            Duration asked = answer.outcome().pause().orElse(backoff);
            if (answer.outcome().how() == DeliveryOutcome.Result.BUSY) {
                outbox.pauseUntil(lane.place(), now.plus(asked));
                lane.limiter().rest(now.plus(asked));
            }
            outbox.reschedule(message, now.plus(asked.compareTo(backoff) > 0 ? asked : backoff), why);
        }
        if (lane.failed(why)) {
            LOG.warnf("%s did not take a message: %s", lane.target(), why);
        }
    }

    /** What is shown: one line, not too long, and without secrets that a target echoes. */
    private static String tidy(Target target, String why) {
        String line =
                target.secrets().redact(why).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
