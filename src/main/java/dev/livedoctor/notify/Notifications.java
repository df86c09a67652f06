package dev.livedoctor.notify;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jboss.logging.Logger;

/** Tells the configured targets of reports. What {@link #enqueue} has taken is told at least once, in the order of each room. */
public final class Notifications implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Notifications.class);

    private final List<TargetLane> lanes;
    private final Outbox outbox;
    private final Mutes mutes;
    private final MessageWriter writer;
    private final Clock clock;
    private final Delivery delivery;
    private final OutboundClient client;
    private final DeliveryThread thread;

    /**
     * Begins to send what waits in {@code store}.
     *
     * @throws BadTargetsException where the configuration makes no sense
     * @throws java.io.UncheckedIOException where the store cannot be opened
     */
    public Notifications(
            NotificationsConfig config, OutboxStore store, Mutes mutes, Cards cards, ReportJson json, Clock clock) {
        List<Target> targets = Targets.read(config);
        EgressPolicy egress = Targets.egress(config);
        this.mutes = mutes;
        this.writer = new MessageWriter(cards, json);
        this.clock = clock;
        lanes = TargetLane.to(targets);
        OutboxDatabase database = store.open();
        outbox = new Outbox(database, database::free, config.outboxLimit().asLongValue(), config.deadLetters());
        int stranded = outbox.abandonUnknownTargets(targets, clock.instant());
        client = new OutboundClient(egress, config.timeout());
        delivery = new Delivery(outbox, lanes, client, RetryPolicy.of(config.retry()), clock, new Random());
        thread = new DeliveryThread(delivery, clock, config.timeout());
        LOG.infof("Tells of reports: %s", targets);
        if (stranded > 0) {
            LOG.warnf("%d messages were given up, as their targets are not configured any more", stranded);
        }
    }

    /**
     * Takes {@code report} for every target whose filter lets it through, unless the room is muted; returns when that is safe on the disk.
     *
     * @param market of the room; empty where that is not known
     * @return the names of the targets that will be told
     * @throws OutboxFullException where it would not be safe
     */
    public List<String> enqueue(StoredReport report, Optional<String> market) {
        List<Target> told = lanes.stream()
                .map(TargetLane::target)
                .filter(target -> target.filter().matches(report.report(), market))
                .toList();
        if (told.isEmpty() || mutes.find(report.report().room()).isPresent()) {
            return List.of();
        }
        Instant now = clock.instant();
        outbox.put(
                told.stream().map(target -> writer.write(report, target, now)).toList());
        delivery.wake();
        return told.stream().map(Target::name).toList();
    }

    /**
     * Takes a change of an alert for every target whose filter lets it through, muted or not; returns when that is safe on the disk.
     *
     * @throws OutboxFullException where it would not be safe
     */
    public List<String> enqueue(EpisodeChange change, AlertWords words, AlertJson alerts, Optional<String> market) {
        Episode episode = change.episode();
        List<Target> told = lanes.stream()
                .map(TargetLane::target)
                .filter(target -> target.alerts() && target.filter().matches(episode, market))
                .toList();
        if (told.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        outbox.put(told.stream()
                .map(target -> writer.write(change, words, alerts, target, now))
                .toList());
        delivery.wake();
        return told.stream().map(Target::name).toList();
    }

    /** Whether what happened in the change {@code id} waits for a target. */
    public boolean isWaiting(long id) {
        return outbox.waits(MessageWriter.name(id));
    }

    /** How the targets fare. */
    public List<TargetState> targets() {
        Instant now = clock.instant();
        return lanes.stream()
                .map(lane -> TargetState.of(lane, outbox.depth(lane.target().name()), now))
                .toList();
    }

    /** The names of the targets. */
    public List<String> names() {
        return lanes.stream().map(lane -> lane.target().name()).toList();
    }

    /** What happened to the target called {@code name} since the start. */
    public TargetState.Counts counts(String name) {
        return lanes.stream()
                .filter(lane -> lane.target().name().equals(name))
                .findFirst()
                .map(TargetLane::counts)
                .orElseThrow();
    }

    /** What lies in the outbox for the target called {@code name}. */
    public OutboxDepth depth(String name) {
        return outbox.depth(name);
    }

    /** The messages that were given up, the latest first, {@code most} at most; of all targets where {@code target} is empty. */
    public List<DeadLetter> deadLetters(Optional<String> target, int most) {
        return outbox.dead(target, most);
    }

    /**
     * Sends again what was given up, before what waits of the same room.
     *
     * @return whether there was such a message, and its target still is
     */
    public boolean retry(long id) {
        boolean found = outbox.requeue(id, names(), clock.instant());
        delivery.wake();
        return found;
    }

    /**
     * Sends again all that was given up for the target called {@code name}.
     *
     * @return how much that is
     */
    public int retryAll(String name) {
        int found = names().contains(name) ? outbox.requeueAll(name, clock.instant()) : 0;
        delivery.wake();
        return found;
    }

    /**
     * Throws away what was given up.
     *
     * @return whether there was such a message
     */
    public boolean discard(long id) {
        return outbox.discard(id);
    }

    /** Sends nothing more but what is under way; the rest waits on the disk. */
    @Override
    public void close() {
        thread.close();
        client.close();
    }
}
