package dev.livedoctor.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.PackagedService;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops the packaged service under load: what it has accepted is answered, and it ends in time. */
class ShutdownIT {
    private static final int CLIENTS = 8;
    /** 128 and the number of the signal, as a shell has it. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path home;

    @Test
    void answersWhatItAccepted() throws Exception {
        String text = Resource.SNAPSHOT.text();
        byte[] snapshot = text.getBytes(StandardCharsets.UTF_8);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (PackagedService service = PackagedService.startJar(home, Map.of());
                Socket begun = new Socket("localhost", service.uri("/").getPort())) {
            begun.setSoTimeout(30_000);
            begun.getOutputStream()
                    .write(
                            ("POST /diagnose HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: " + snapshot.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            begun.getOutputStream().write(snapshot, 0, snapshot.length / 2);
            await().until(() -> service.get("/q/metrics").body().contains("livedoctor_in_flight 1.0"));
            AtomicInteger answered = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<String>> load = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                load.add(clients.submit(untilEnough(service, text, answered, enough)));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> answered.get() >= 50 * CLIENTS || load.stream().allMatch(Future::isDone));
            service.terminate();
            begun.getOutputStream().write(snapshot, snapshot.length / 2, snapshot.length - snapshot.length / 2);
            // Who comes while it waits for the last ones is answered, too, so that it would wait for these to its
            // limit.
            enough.set(true);
            String answer = new String(begun.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("CDN_NODE_FAULT"), "was: " + answer);
            for (Future<String> one : load) {
                String end = one.get();
                assertTrue(end.startsWith("refused") || end.equals("answered"), end);
            }
            assertEquals(TERMINATED, service.exitCode());
        } finally {
            clients.shutdownNow();
        }
    }

    /** Asks again and again; how it ended: answered to the last, refused before anything was answered, or badly. */
    private static Callable<String> untilEnough(
            PackagedService service, String snapshot, AtomicInteger answered, AtomicBoolean enough) {
        return () -> {
            while (!enough.get()) {
                try {
                    int status = service.post("/diagnose", "application/json", snapshot)
                            .statusCode();
                    if (status != 200) {
                        return status == 503 ? "refused" : "answered " + status;
                    }
                    answered.incrementAndGet();
                } catch (IOException e) {
                    // Without a byte of an answer it was not accepted.
                    boolean half = String.valueOf(e.getMessage()).matches(".*(?:bytes received|chunked).*");
                    return (half ? "half an answer: " : "refused: ") + e;
                }
            }
            return "answered";
        };
    }
}
