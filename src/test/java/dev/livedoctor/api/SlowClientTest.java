package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
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
                    "livedoctor.api.body-timeout", "2s",
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

    @Test
    void headersThatNeverEnd() throws IOException {
        Socket socket = begin("POST /diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Ty");
        assertEquals("", answer(socket));
    }

    /** Up to the input buffer the event loop gathers the body, beyond it a worker waits for it. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000_000})
    void bodiesThatTrickle(int length) throws IOException {
        for (int i = 0; i < PLACES; i++) {
            trickle(begin(
                    "POST /diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                            + length + "\r\n\r\n" + " ".repeat(length / 2)));
        }
        given().get("/q/health/ready").then().statusCode(200).time(lessThan(2_000L));
        for (Socket socket : slow) {
            assertEquals("", answer(socket));
        }
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post("/diagnose")
                .then()
                .statusCode(200);
        given().get("/q/metrics").then().body(containsString("livedoctor_in_flight 0.0"));
    }

    /** A stream may wait for its next line as long as it is not idle. */
    @ParameterizedTest
    @ValueSource(strings = {"/diagnose/batch", "/rooms/id-beauty-07/snapshots"})
    void streamsMayTakeTheirTime(String path) throws IOException {
        String line = Resource.SNAPSHOT.text().replace("\n", "");
        Socket socket = begin("POST " + path + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type:"
                + " application/x-ndjson\r\n"
                + "Connection: close\r\n"
                + "Content-Length:"
                + " " + (line.getBytes(StandardCharsets.UTF_8).length + 41) + "\r\n\r\n");
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        trickle(socket);
        String answer = answer(socket);
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("id-beauty-07"), answer);
    }
}
