package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SNAPSHOT = Resource.SNAPSHOT.text().replace("\n", " ");

    @TestHTTPResource("/diagnose/batch")
    URL url;

    private static List<JsonNode> answers(String body) throws IOException {
        String answer = given().header("Content-Type", NdjsonResponder.NDJSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/diagnose/batch")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(NdjsonResponder.NDJSON))
                .extract()
                .asString();
        Stream.Builder<JsonNode> nodes = Stream.builder();
        for (String line : answer.lines().toList()) {
            nodes.add(MAPPER.readTree(line));
        }
        return nodes.build().toList();
    }

    @Test
    void answersEachLineInItsPlace() throws IOException {
        List<JsonNode> answers =
                answers(SNAPSHOT + "\n\n{\"room\":\n" + "{}\r\n" + " ".repeat(5_000_000) + "x\n" + SNAPSHOT);
        assertEquals(5, answers.size());
        assertEquals("CDN_NODE_FAULT", answers.get(0).at("/diagnoses/0/cause").asText());
        assertEquals("Malformed JSON", answers.get(1).get("title").asText());
        assertEquals(3, answers.get(1).get("line").asInt());
        assertEquals(4, answers.get(2).get("line").asInt());
        assertEquals(3, answers.get(2).get("violations").size());
        assertEquals(413, answers.get(3).get("status").asInt());
        assertEquals(5, answers.get(3).get("line").asInt());
        assertEquals("CDN_NODE_FAULT", answers.get(4).at("/diagnoses/0/cause").asText());
    }

    @Test
    void takesMoreThanABodyMayHave() throws IOException {
        int lines = 4_000;
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(0);
        connection.setRequestProperty("Content-Type", NdjsonResponder.NDJSON);
        // Blank lines are passed over, so that the length is tested rather than the diagnosis.
        byte[] padding = (" ".repeat(2_000) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = connection.getOutputStream()) {
            for (int i = 0; i < lines; i++) {
                out.write(padding);
            }
            out.write(SNAPSHOT.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(200, connection.getResponseCode());
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals(1, in.lines().collect(Collectors.toList()).size());
        }
    }

    @Test
    void answersBeforeTheStreamEnds() throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            byte[] line = (SNAPSHOT + "\n").getBytes(StandardCharsets.UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /diagnose/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + NdjsonResponder.NDJSON
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(line.length) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(line);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertTrue(in.lines().anyMatch(read -> read.contains("CDN_NODE_FAULT")));
        }
    }

    @Test
    void refusesOtherTypes() {
        given().header("Content-Type", "application/json")
                .body("{}")
                .post("/diagnose/batch")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }
}
