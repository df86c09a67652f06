package dev.livedoctor.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.livedoctor.notify.FakePlatform;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that go right and wrong, with real sockets. */
class OutboundClientTest {
    private FakePlatform platform;
    private OutboundClient client;

    @BeforeEach
    void open() throws IOException {
        platform = new FakePlatform();
        client = new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        client.close();
        platform.close();
    }

    private HttpReply post(String address) throws Exception {
        return client.post(Destination.of(address), Map.of("X-One", "1"), "body".getBytes(), 0)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private UnreachableException unreachable(String address) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> post(address));
        return assertInstanceOf(UnreachableException.class, failure.getCause());
    }

    @Test
    void postsAndReadsTheAnswer() throws Exception {
        platform.script(call -> FakePlatform.answer(429, "slowly", Map.of("Retry-After", "7")));
        HttpReply reply = post(platform.url("/a/b?c=d"));
        assertEquals(429, reply.status());
        assertEquals("slowly", reply.body());
        assertEquals("7", reply.header("retry-after").orElseThrow());
        FakePlatform.Call call = platform.calls().get(0);
        assertEquals("/a/b?c=d", call.uri());
        assertEquals("body", call.body());
        assertEquals("1", call.headers().getFirst("X-One"));
        assertEquals("127.0.0.1:" + platform.port(), call.headers().getFirst("Host"));
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        platform.script(call -> FakePlatform.answer(307, "", Map.of("Location", platform.url("/elsewhere"))));
        assertEquals(307, post(platform.url("/")).status());
        assertEquals(1, platform.calls().size());
    }

    @Test
    void anEndlessAnswerIsReadAsFarAsItMatters() throws Exception {
        platform.script(call -> exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[8_192];
            try {
                while (true) {
                    exchange.getResponseBody().write(piece);
                }
            } catch (IOException e) {
                exchange.close();
            }
        });
        assertEquals(16 * 1024, post(platform.url("/")).body().length());
    }

    @Test
    void whoHangsIsGivenUp() {
        platform.script(call -> platform.hang());
        assertEquals("no answer within 2000 ms", unreachable(platform.url("/")).getMessage());
    }

    /** Chat platforms have one host for all their customers. */
    @Test
    void whoHangsHoldsUpNoOtherOfTheSameHost() throws Exception {
        try (OutboundClient patient = new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(20))) {
            platform.script(call -> call.uri().equals("/hangs") ? platform.hang() : FakePlatform.answer(200, "fine"));
            Destination hanging = Destination.of(platform.url("/hangs"));
            for (int i = 0; i < 40; i++) {
                patient.post(hanging, Map.of(), new byte[0], 0);
            }
            HttpReply reply = patient.post(Destination.of(platform.url("/answers")), Map.of(), new byte[0], 0)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertEquals("fine", reply.body());
        }
    }

    @Test
    void whoDripsIsGivenUp() {
        platform.script(call -> exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            } catch (IOException e) {
                exchange.close();
            }
        });
        assertEquals("no answer within 2000 ms", unreachable(platform.url("/")).getMessage());
    }

    @Test
    void aCutLineIsAFailure() {
        platform.script(call -> FakePlatform.cut());
        assertTrue(unreachable(platform.url("/")).getMessage().startsWith("the line was cut"));
    }

    @Test
    void nobodyListens() {
        assertEquals("nobody listens there", unreachable("http://127.0.0.1:1/").getMessage());
    }

    /** All of them are this machine, by names that hide it. */
    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433:%d/", "https://0:%d/", "https://[::ffff:127.0.0.1]:%d/"})
    void namesThatLeadHereAreNotFollowed(String address) {
        UnreachableException refusal = unreachable(address.formatted(platform.port()));
        assertTrue(refusal.isForbidden(), refusal::getMessage);
    }

    @Test
    void aCertificateThatNobodyTrustsIsAFailure(@TempDir Path folder) throws Exception {
        HttpsServer server = https(folder);
        try {
            UnreachableException refusal =
                    unreachable("https://localhost:" + server.getAddress().getPort() + "/secret-word");
            assertEquals("its certificate or its TLS is not to be trusted", refusal.getMessage());
        } finally {
            server.stop(0);
        }
    }

    private static HttpsServer https(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "self",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
