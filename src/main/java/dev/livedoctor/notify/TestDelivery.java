package dev.livedoctor.notify;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.outbound.OutboundClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Sends one report to one target at once, whatever its filter and its quiet hours, by the way that all messages go: rendered, into an
 * outbox, signed, called, understood, tried again.
 */
public final class TestDelivery {
    /** Nobody waits for 16 attempts at a prompt. */
    private static final int ATTEMPTS = 3;

    private final NotificationsConfig config;
    private final ReportJson json;
    private final Clock clock;

    /** A test of what {@code config} says. */
    public TestDelivery(NotificationsConfig config, ReportJson json, Clock clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param target what was called, without secrets
     * @param taken whether it took the message
     * @param attempts how many it took
     * @param why it did not take it; empty where it did
     */
    public record Result(String target, boolean taken, int attempts, String why) {}

    /** The names of the targets. */
    public List<String> targets() {
        return Targets.read(config).stream().map(Target::name).toList();
    }

    /**
     * Sends {@code report} to the target called {@code name}; waits {@code most} at most.
     *
     * @throws java.util.NoSuchElementException where there is no such target
     */
    public Result send(String name, StoredReport report, Duration most) throws IOException {
        Target target = Targets.read(config).stream()
                .filter(one -> one.name().equals(name))
                .map(Target::withoutQuietHours)
                .findFirst()
                .orElseThrow();
        Path folder = Files.createTempDirectory("livedoctor-trial");
        try (OutboxStore store = new OutboxStore(folder);
                OutboundClient client = new OutboundClient(Targets.egress(config), config.timeout())) {
            Outbox outbox = new Outbox(store.open(), () -> Long.MAX_VALUE, Long.MAX_VALUE, 1);
            TargetLane lane = TargetLane.to(List.of(target)).get(0);
            RetryPolicy retryPolicy = new RetryPolicy(
                    RetryPolicy.of(config.retry()).backoff(),
                    Math.min(ATTEMPTS, config.retry().attempts()));
            Delivery delivery = new Delivery(outbox, List.of(lane), client, retryPolicy, clock, new Random());
            outbox.put(List.of(new MessageWriter(new Cards(), json).write(report, target, clock.instant())));
            return run(delivery, lane, clock.instant().plus(most));
        } finally {
            delete(folder);
        }
    }

    private Result run(Delivery delivery, TargetLane lane, Instant deadline) {
        TargetState.Counts counts = lane.counts();
        try {
            while (counts.sent() + counts.dead() == 0 && clock.instant().isBefore(deadline)) {
                Instant next = delivery.turn();
                delivery.await(Duration.between(clock.instant(), next.isBefore(deadline) ? next : deadline));
                counts = lane.counts();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean taken = counts.sent() > 0;
        return new Result(
                lane.target().toString(),
                taken,
                Math.toIntExact(counts.failed() + counts.sent()),
                taken ? "" : lane.trouble().orElse("no answer yet"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
