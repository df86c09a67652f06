package dev.livedoctor.adapter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where records of Kafka go that are no snapshots: to a topic of their own, as they were, with headers that say why and whence. Those are
 * named as SmallRye names them, so that its tools read them. Nothing is connected before the first.
 */
final class KafkaDeadLetters implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 1_000;

    private final Map<String, Object> settings;
    private final String topic;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** Letters to {@code topic}, of a consumer with {@code settings}. */
    KafkaDeadLetters(Map<String, Object> settings, String topic) {
        this.settings = new HashMap<>(settings);
        this.settings.keySet().retainAll(ProducerConfig.configNames());
        this.settings.put("acks", "all");
        this.settings.put("max.block.ms", String.valueOf(PATIENCE.toMillis()));
        this.settings.put("request.timeout.ms", String.valueOf(PATIENCE.toMillis() / 2));
        this.settings.put("delivery.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        this.settings.put("linger.ms", "0");
        this.topic = topic;
    }

    /**
     * Sends {@code one}, and returns when the broker has it.
     *
     * @throws KafkaException where it could not be sent
     */
    void send(ConsumerRecord<String, byte[]> one, String reason) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, one.key(), one.value());
        one.headers().forEach(letter.headers()::add);
        header(letter, "reason", reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        header(letter, "topic", one.topic());
        header(letter, "partition", String.valueOf(one.partition()));
        header(letter, "offset", String.valueOf(one.offset()));
        Future<RecordMetadata> sent = open().send(letter);
        try {
            sent.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String text) {
        letter.headers().add("dead-letter-" + name, text.getBytes(StandardCharsets.UTF_8));
    }

    private KafkaProducer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
