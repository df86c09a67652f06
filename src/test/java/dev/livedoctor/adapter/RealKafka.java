package dev.livedoctor.adapter;

import dev.livedoctor.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A broker of Kafka, with its own controller (KRaft), as a process of its own. */
final class RealKafka implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    private RealKafka(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static RealKafka start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("livedoctor-kafka");
        int port = free();
        int controller = free();
        Path properties = Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                        "log.dirs=" + folder.resolve("data"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=4",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "metric.reporters=",
                        ""));
        RealKafka kafka = new RealKafka(folder, port);
        String cluster = Uuid.randomUuid().toString();
        Process format = kafka.java("kafka.tools.StorageTool", "format", "-t", cluster, "-c", properties.toString());
        if (format.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("log")));
        }
        kafka.process = kafka.java("kafka.Kafka", properties.toString());
        return kafka;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process java(String main, String... arguments) throws IOException {
        String classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                main));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic, as soon as it takes one. */
    void topic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", "60000"))) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(folder.resolve("log")));
                }
                admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                return true;
            });
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Folders.delete(folder);
    }
}
