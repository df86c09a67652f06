package dev.livedoctor.adapter;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.PackagedService;
import dev.livedoctor.history.RealPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two services read one topic of a real broker into one PostgreSQL; one is killed, the database goes and comes back, and nothing is lost or doubled. */
@EnabledIf("dev.livedoctor.history.RealPostgres#isInstalled")
class KafkaIT {
    private static final String TOPIC = "livedoctor.snapshots";
    private static final int ROOMS = 8;
    private static final int WINDOWS = 120;
    /** A session of the group is missed after six seconds. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);
    /** A database that is gone takes seconds to be missed. */
    private static final Duration BACK = Duration.ofSeconds(60);

    private final Instant start =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(6));

    @TempDir
    private Path home;

    private PackagedService service(RealKafka kafka, RealPostgres postgres, String name) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("LIVEDOCTOR_HISTORY_URL", postgres.url());
        environment.put("LIVEDOCTOR_ADAPTERS_SOURCES_KAFKA_TYPE", "kafka");
        environment.put("LIVEDOCTOR_ADAPTERS_SOURCES_KAFKA_URL", kafka.servers());
        return PackagedService.start(Files.createDirectory(home.resolve(name)), environment);
    }

    private byte[] snapshot(int window) {
        Instant begin = start.plusSeconds(10L * window);
        return ("{\"window\": {\"start\": \"" + begin + "\", \"end\": \"" + begin.plusSeconds(10)
                        + "\"}, \"metrics\": {\"audience.viewers\": " + window + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long recorded(PackagedService service, int room) {
        try {
            return service.get("/rooms/room-" + room + "/snapshots")
                    .body()
                    .lines()
                    .count();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long all(PackagedService service) {
        return IntStream.range(0, ROOMS)
                .mapToLong(room -> recorded(service, room))
                .sum();
    }

    /** A window of each room. */
    private void send(KafkaProducer<String, byte[]> producer, int window) {
        for (int room = 0; room < ROOMS; room++) {
            producer.send(new ProducerRecord<>(TOPIC, "room-" + room, snapshot(window)));
        }
        producer.flush();
    }

    @Test
    void oneIsKilledAndTheOtherTakesOver() throws IOException, InterruptedException {
        try (RealKafka kafka = RealKafka.start();
                RealPostgres postgres = RealPostgres.start()) {
            kafka.topic(TOPIC, 4);
            try (PackagedService first = service(kafka, postgres, "first");
                    PackagedService second = service(kafka, postgres, "second");
                    KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", kafka.servers()),
                            new StringSerializer(),
                            new ByteArraySerializer())) {
                CountDownLatch killed = new CountDownLatch(1);
                for (int window = 0; window < WINDOWS; window++) {
                    send(producer, window);
                    if (window == WINDOWS / 2) {
                        // Both have something to do before one of them is gone: the last to come may find all taken,
                        // and gets
                        // the same window, which counts once.
                        await().atMost(BACK).until(() -> {
                            send(producer, WINDOWS / 2);
                            return taken(first) > 0 && taken(second) > 0;
                        });
                        first.close();
                        killed.countDown();
                    }
                }
                assertTrue(killed.await(0, TimeUnit.SECONDS));
                // What is no snapshot holds up nothing, and is told.
                producer.send(new ProducerRecord<>(TOPIC, "room-0", new byte[] {'{'}));
                producer.send(new ProducerRecord<>(TOPIC, null, snapshot(0)));
                producer.flush();
                await().atMost(TAKEN_OVER).until(() -> all(second) == (long) ROOMS * WINDOWS);
                for (int room = 0; room < ROOMS; room++) {
                    assertEquals(WINDOWS, recorded(second, room));
                }
                postgres.control("stop", "-m", "immediate");
                send(producer, WINDOWS);
                await().atMost(BACK).until(() -> second.get("/adapters").body().contains("\"FAILING\""));
                postgres.control("start");
                await().atMost(BACK).until(() -> all(second) == (long) ROOMS * (WINDOWS + 1));
                await().until(() -> second.get("/adapters").body().contains("\"RUNNING\""));
                await().until(() -> second.get("/adapters").body().contains("\"refused\":2"));
                assertTrue(second.get("/adapters").body().contains(TOPIC + "-"), second.get("/adapters")::toString);
                Map<String, String> letters = deadLetters(kafka);
                assertTrue(letters.get("room-0 {").startsWith("Unexpected end-of-input"), letters::toString);
                assertTrue(letters.get("null " + text(snapshot(0))).contains("room"), letters::toString);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Key and value of each to the reason that is given, once its place is looked at. */
    private static Map<String, String> deadLetters(RealKafka kafka) {
        Map<String, String> letters = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.servers(), "group.id", "reader", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("dead-letter-topic-" + TOPIC));
            await().atMost(BACK).until(() -> {
                for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
                    assertEquals(TOPIC, header(one, "topic"));
                    assertTrue(Integer.parseInt(header(one, "partition")) < 4);
                    assertTrue(Long.parseLong(header(one, "offset")) >= 0);
                    letters.put(one.key() + " " + text(one.value()), header(one, "reason"));
                }
                return letters.size() == 2;
            });
        }
        return letters;
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return text(letter.headers().lastHeader("dead-letter-" + name).value());
    }

    private static long taken(PackagedService service) throws IOException, InterruptedException {
        String body = service.get("/adapters").body();
        return Long.parseLong(body.replaceFirst("(?s).*\"recorded\":(\\d+).*", "$1"));
    }
}
