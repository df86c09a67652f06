package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EarlyRefusalsTest {
    @TestHTTPResource
    URI uri;

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: [::1\r\n", "Host: localhost:99999\r\n"})
    void refusesWhatNamesNoHost(String host) throws IOException {
        String answer = answer(host);
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(
                answer.contains("Content-Type: application/problem+json")
                        || answer.contains("content-type: application/problem+json"),
                answer);
    }

    @Test
    void knowsThisMachineHoweverItIsSpelt() throws IOException {
        assertTrue(answer("Host: LocalHost\r\n").startsWith("HTTP/1.1 200 "));
    }

    private String answer(String host) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET /catalog HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void refusesBodiesThatItCannotDecode(String encoding) {
        given().header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .body(new byte[] {31, (byte) 139, 8})
                .post("/diagnose")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .header("Accept-Encoding", "identity")
                .body("status", equalTo(415));
    }

    /** As of a client that sends JSON and says nothing of it. */
    @Test
    void aBodyWithoutAContentTypeIsTakenForJson() throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("POST /diagnose HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Connection: close\r\n"
                                    + "Content-Length: 2\r\n\r\n"
                                    + "{}")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("Invalid snapshot"), answer);
        }
    }
}
