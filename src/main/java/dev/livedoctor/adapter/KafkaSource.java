package dev.livedoctor.adapter;

import dev.livedoctor.adapter.JsonRecorder.Post;
import dev.livedoctor.adapter.Recorder.Outcome;
import dev.livedoctor.history.HistoryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots from a topic of Kafka, of which the key is the room, so that a room is in one partition and with one process. How far
 * it has read is committed once all before is durable: a process that takes over reads again what is recorded already, at most, and a window is
 * recorded once.
 */
final class KafkaSource implements BackgroundSource {
    private static final Logger LOG = Logger.getLogger(KafkaSource.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final String topic;
    private final String deadTopic;
    private final JsonRecorder recorder;
    private final SourceStats stats;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    KafkaSource(
            String name,
            Map<String, Object> settings,
            String topic,
            String deadTopic,
            JsonRecorder recorder,
            SourceStats stats) {
        this.settings = settings;
        this.topic = topic;
        this.deadTopic = deadTopic;
        this.recorder = recorder;
        this.stats = stats;
        this.thread = new Thread(this::run, "adapter-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void begin() {
        thread.start();
    }

    private void run() {
        while (!isClosing(Duration.ZERO)) {
            try (KafkaConsumer<String, byte[]> opened =
                            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                    KafkaDeadLetters letters = new KafkaDeadLetters(settings, deadTopic)) {
                consumer = opened;
                opened.subscribe(List.of(topic));
                while (!isClosing(Duration.ZERO)) {
                    take(opened, letters);
                }
            } catch (WakeupException e) {
                LOG.debug("Kafka is left", e);
            } catch (RuntimeException e) {
                stats.fail("Kafka cannot be read: " + e.getMessage() + ".");
                isClosing(REST);
            }
        }
    }

    private boolean isClosing(Duration within) {
        try {
            return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void take(KafkaConsumer<String, byte[]> from, KafkaDeadLetters letters) {
        ConsumerRecords<String, byte[]> records = from.poll(WAIT);
        if (records.isEmpty()) {
            return;
        }
        try {
            record(records, letters);
            stats.recover();
            commit(from);
        } catch (HistoryUnavailableException e) {
            stats.fail(String.valueOf(e.getMessage()));
            rest(from, records);
        }
    }

    private void record(ConsumerRecords<String, byte[]> records, KafkaDeadLetters letters) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        records.forEach(read::add);
        List<Outcome> outcomes = recorder.post(read.stream()
                .map(one ->
                        new Post(one.key() == null ? "" : one.key(), one.value() == null ? new byte[0] : one.value()))
                .toList());
        for (int i = 0; i < outcomes.size(); i++) {
            ConsumerRecord<String, byte[]> one = read.get(i);
            stats.count(outcomes.get(i), place(one));
            if (outcomes.get(i).kind() == Outcome.Kind.REFUSED) {
                bury(one, outcomes.get(i).why(), letters);
            }
        }
    }

    /** What cannot be sent holds nothing up: it lies where it was, and is told. */
    private void bury(ConsumerRecord<String, byte[]> one, String reason, KafkaDeadLetters letters) {
        try {
            letters.send(one, reason);
        } catch (KafkaException e) {
            stats.trouble("What was refused could not be sent to " + deadTopic + ", and lies at " + place(one) + ": "
                    + e.getMessage() + ". Maybe that topic is to be made?");
        }
    }

    private static String place(ConsumerRecord<String, byte[]> one) {
        return one.topic() + "-" + one.partition() + "@" + one.offset();
    }

    /** Where another has taken over meanwhile, he reads some of it again. */
    private static void commit(KafkaConsumer<String, byte[]> from) {
        try {
            from.commitSync();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("How far it was read is not committed", e);
        }
    }

    /** Goes back before {@code records}, and waits without leaving the group. */
    private static void rest(KafkaConsumer<String, byte[]> from, ConsumerRecords<String, byte[]> records) {
        goBack(from, records);
        from.pause(from.assignment());
        // What was assigned just now is not paused.
        goBack(from, from.poll(REST));
        from.resume(from.assignment());
    }

    private static void goBack(KafkaConsumer<String, byte[]> from, ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (from.assignment().contains(partition)) {
                from.seek(partition, records.records(partition).get(0).offset());
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(LEAVE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
