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
    private final List<Route> routes;
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
            List<Route> routes,
            OutboundClient client,
            RetryPolicy retryPolicy,
            Clock clock,
            RandomGenerator random) {
        this.outbox = outbox;
        this.routes = routes;
        this.client = client;
        this.retryPolicy = retryPolicy;
        this.clock = clock;
        this.random = random;
        routes.forEach(route -> outbox.rest(route.place()).ifPresent(route.limiter()::rest));
    }

    /** Why the thread goes on. */
    private sealed interface Event {}

    /** There is something new. */
    private record Wake() implements Event {}

    /** A call has ended. */
    private record Answer(Route route, Letter letter, Outcome outcome) implements Event {}

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
        for (Route route : routes) {
            Instant due = begin(route);
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
        return routes.stream().mapToInt(route -> route.underWay().size()).sum();
    }

    private Instant begin(Route route) {
        Target target = route.target();
        while (route.underWay().size() < AT_ONCE) {
            Instant now = clock.instant();
            boolean quiet = target.holds(now);
            Optional<QuietHours> hours = target.quiet();
            Instant quietEnd = quiet ? hours.orElseThrow().end(now) : Instant.MAX;
            if (quiet && !hours.orElseThrow().criticalPasses()) {
                return quietEnd;
            }
            Optional<Outbox.Line> line =
                    outbox.first(target.name(), route.underWay().keySet(), quiet);
            if (line.isEmpty()) {
                return quietEnd;
            }
            Instant free = route.limiter().free();
            Instant due = line.get().due().isAfter(free) ? line.get().due() : free;
            if (due.isAfter(now)) {
                return due.isBefore(quietEnd) ? due : quietEnd;
            }
            send(route, outbox.head(target.name(), line.get().room()).orElseThrow(), now);
        }
        return Instant.MAX;
    }

    private void send(Route route, Letter letter, Instant now) {
        route.begin(letter, now);
        try {
            SignedRequest request = SignedRequest.of(letter, route.target(), now);
            client.post(request.to(), request.headers(), request.body(), letter.attempts())
                    .whenComplete((reply, failure) ->
                            events.add(new Answer(route, letter, outcome(route.target(), reply, failure))));
        } catch (RuntimeException e) {
            // A letter that cannot even be sent must not stop the others.
            events.add(new Answer(route, letter, Outcome.failed(e.getClass().getSimpleName())));
        }
    }

    private Outcome outcome(Target target, @Nullable HttpReply reply, @Nullable Throwable failure) {
        if (reply != null) {
            return Answers.read(target.kind(), reply, clock.instant());
        }
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnreachableException unreachable) {
            String why = String.valueOf(unreachable.getMessage());
            return unreachable.refused() ? Outcome.forbidden(why) : Outcome.failed(why);
        }
        return Outcome.failed(String.valueOf(cause));
    }

    private void write() {
        while (!unwritten.isEmpty()) {
            Answer answer = unwritten.element();
            try {
                write(answer);
            } catch (OutboxFullException e) {
                LOG.errorf(
                        "Cannot write down what came of a message to %s: %s",
                        answer.route().target(), e.getMessage());
                return;
            }
            answer.route().underWay().remove(answer.letter().room());
            unwritten.remove();
        }
    }

    private void write(Answer answer) {
        Route route = answer.route();
        Letter letter = answer.letter();
        Instant now = clock.instant();
        if (answer.outcome().how() == Outcome.How.TAKEN) {
            outbox.delivered(letter, now);
            if (route.sent(now)) {
                LOG.infof("%s takes messages again", route.target());
            }
            return;
        }
        String why = tidy(route.target(), answer.outcome().why());
        int attempts = letter.attempts() + 1;
        if (retryPolicy.givesUp(answer.outcome().how(), attempts)) {
            outbox.died(letter, now, why);
            route.died();
            LOG.warnf(
                    "Message %d to %s was given up after %d attempts: %s. It can be sent again: POST"
                            + " /notifications/dead-letters/%d/retry",
                    letter.id(), route.target(), attempts, why, letter.id());
        } else {
            Duration backoff = retryPolicy.backoff().pause(attempts, random);
            Duration asked = answer.outcome().pause().orElse(backoff);
            if (answer.outcome().how() == Outcome.How.BUSY) {
                outbox.rest(route.place(), now.plus(asked));
                route.limiter().rest(now.plus(asked));
            }
            outbox.later(letter, now.plus(asked.compareTo(backoff) > 0 ? asked : backoff), why);
        }
        if (route.failed(why)) {
            LOG.warnf("%s did not take a message: %s", route.target(), why);
        }
    }

    /** What is shown: one line, not too long, and without secrets that somebody echoes. */
    private static String tidy(Target target, String why) {
        String line = target.secrets().hide(why).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
