package dev.livedoctor.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class BrokenRequestsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/diagnose")
    URI uri;

    static Stream<String> cases() {
        return Stream.of("/examiner/broken.ndjson", "/broken-requests.ndjson")
                .flatMap(file -> new Resource(file).text().lines());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsEverythingThatIsWrong(String line) throws IOException, InterruptedException {
        JsonNode broken = MAPPER.readTree(line);
        String id = broken.get("id").asText();
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", broken.get("contentType").asText())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body(broken)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(broken.get("status").asInt(), response.statusCode(), id);
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""),
                id);
        List<String> pointers = MAPPER.readTree(response.body()).findValuesAsText("pointer");
        if (broken.has("pointers")) {
            List<String> expected = Stream.iterate(
                            0, i -> i < broken.get("pointers").size(), i -> i + 1)
                    .map(i -> broken.get("pointers").get(i).asText())
                    .sorted()
                    .toList();
            assertEquals(expected, pointers, id);
        }
        if (broken.has("pointerPrefix")) {
            String prefix = broken.get("pointerPrefix").asText();
            assertTrue(pointers.stream().anyMatch(pointer -> pointer.startsWith(prefix)), id + pointers);
        }
    }

    private static byte[] body(JsonNode broken) throws IOException {
        String body = broken.get("body").asText();
        if (broken.has("repeatSlices")) {
            ObjectNode snapshot = (ObjectNode) MAPPER.readTree(body);
            ArrayNode slices = snapshot.putArray("slices");
            for (int i = 0; i < broken.get("repeatSlices").asInt(); i++) {
                slices.add(broken.get("slice"));
            }
            body = snapshot.toString();
        }
        int missing = broken.path("padTo").asInt() - body.length();
        return (missing > 0 ? body + " ".repeat(missing) : body).getBytes(StandardCharsets.UTF_8);
    }
}
