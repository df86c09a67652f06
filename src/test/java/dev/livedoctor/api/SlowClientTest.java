package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that never finish hold up nobody, and are sent away. */
@QuarkusTest
@TestProfile(SlowClientTest.Impatient.class)
class SlowClientTest {
    private static final int PLACES = 8;

    @TestHTTPResource
    URI uri;

    private final List<Socket> slow = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    /** Little patience, and few places. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "livedoctor.api.body-timeout", "3s",
                    "livedoctor.api.deadline", "1s",
                    "livedoctor.api.in-flight", Integer.toString(PLACES),
                    "quarkus.http.idle-timeout", "2s");
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        done.countDown();
        for (Socket socket : slow) {
            socket.close();
        }
        await().untilAsserted(() -> inFlight(0));
    }

    private static void inFlight(int requests) {
        given().get("/q/metrics").then().body(containsString("livedoctor_in_flight " + requests + ".0\n"));
    }

    private Socket begin(String request) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        slow.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends a byte now and then until the test or the connection ends. */
    private void trickle(Socket socket) {
        new Thread(() -> {
                    try {
                        while (!done.await(100, TimeUnit.MILLISECONDS)) {
                            socket.getOutputStream().write(' ');
                        }
                    } catch (IOException | InterruptedException e) {
                        // The service hung up, as it ought to.
                    }
                })
                .start();
    }

    /** What comes until the service hangs up, be it in the middle of what is sent to it. */
    private static String answer(Socket socket) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("the connection stays open", e);
        } catch (IOException e) {
            // A reset is an end, too.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void takePlaces(int places, int length) throws IOException {
        for (int i = 0; i < places; i++) {
            trickle(begin(diagnosis(length) + " ".repeat(length / 2)));
        }
    }

    private static String diagnosis(int length) {
        return post("/diagnose", "application/json", length);
    }

    private static String post(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diagnose", "/diagnose/batch", "/rooms/a/snapshots", "/commands/slack", "/mcp"})
    void whatComesBesideAsManyAsItTakesOnIsTurnedAway(String path) throws IOException {
        takePlaces(PLACES, 100);
        await().untilAsserted(() -> inFlight(PLACES));
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("status", equalTo(503));
        given().get("/q/health/ready").then().statusCode(200);
    }

    /** Its sender has given up waiting. */
    @Test
    void whatTookLongerThanTheDeadlineToComeIsNotDiagnosed() throws IOException {
        byte[] snapshot = Resource.SNAPSHOT.bytes();
        Socket socket = begin(diagnosis(snapshot.length + 15));
        socket.getOutputStream().write(snapshot);
        trickle(socket);
        String answer = answer(socket);
        assertTrue(answer.startsWith("HTTP/1.1 503 ") && answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("\r\nRetry-After: 1\r\n"), answer);
    }

    @Test
    void headersThatNeverEnd() throws IOException {
        Socket socket = begin("POST /diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Ty");
        assertEquals("", answer(socket));
    }

    /** Up to the input buffer the event loop gathers the body, beyond it a worker waits for it. */
    @Test
    void bodiesThatTrickle() throws IOException {
        takePlaces(PLACES / 2, 100);
        takePlaces(PLACES / 2, 1_000_000);
        given().get("/q/health/ready").then().statusCode(200).time(lessThan(2_000L));
        for (Socket socket : slow) {
            assertEquals("", answer(socket));
        }
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post("/diagnose")
                .then()
                .statusCode(200);
        inFlight(0);
    }

    /** A proxy sends the requests of many through one connection. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000_000})
    void aSlowBodyEndsNoOtherRequestOfItsConnection(int length) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setHttp2MaxPoolSize(1));
            HttpClientRequest trickling =
                    finished(client.request(HttpMethod.POST, uri.getPort(), uri.getHost(), "/diagnose"));
            Future<HttpClientResponse> answer = trickling
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", Integer.toString(length))
                    .response();
            trickling.write(" ".repeat(length / 2));
            vertx.setPeriodic(100, again -> trickling.write(" "));
            ExecutionException failure = assertThrows(ExecutionException.class, () -> finished(answer));
            assertInstanceOf(StreamResetException.class, failure.getCause());

            HttpClientRequest other =
                    finished(client.request(HttpMethod.GET, uri.getPort(), uri.getHost(), "/q/health/ready"));
            assertSame(trickling.connection(), other.connection());
            assertEquals(200, finished(other.send()).statusCode());
            await().untilAsserted(() -> inFlight(0));
        } finally {
            finished(vertx.close());
        }
    }

    private static <T> T finished(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** A stream may wait for its next line as long as it is not idle. */
    @Test
    void streamsMayTakeTheirTime() throws IOException {
        byte[] line = (Resource.SNAPSHOT.text().replace("\n", "") + "\n").getBytes(StandardCharsets.UTF_8);
        for (String path : List.of("/diagnose/batch", "/rooms/id-beauty-07/snapshots")) {
            Socket socket = begin(post(path, "application/x-ndjson", line.length + 40));
            socket.getOutputStream().write(line);
            trickle(socket);
        }
        for (Socket socket : slow) {
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("id-beauty-07"), answer);
        }
    }
}
