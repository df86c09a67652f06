package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records over HTTP. */
@QuarkusTest
class RecordingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STALLS = "\"audience.viewers\": 900, \"playback.stall_ratio\": 0.2";

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
    private final String room = "room-" + UUID.randomUUID();

    private String snapshot(Instant from, String metrics) {
        return "{\"window\": {\"start\": \"" + from + "\", \"end\": \"" + from.plusSeconds(60) + "\"}, \"metrics\": {"
                + metrics + "}}";
    }

    private ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/rooms/{room}/snapshots", room)
                .then();
    }

    private List<JsonNode> postLines(String lines) throws IOException {
        String answer = given().header("Content-Type", NdjsonResponder.NDJSON)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(NdjsonResponder.NDJSON))
                .extract()
                .asString();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : answer.split("\n")) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    @Test
    void answersWithTheReportAndKeepsIt() {
        String id = post(snapshot(start, STALLS))
                .statusCode(200)
                .body("room", equalTo(room))
                .body("window.start", equalTo(start.toString()))
                .body("symptoms.code", equalTo(List.of("STALLS")))
                .extract()
                .path("id");
        given().get("/reports/{id}", id).then().statusCode(200).body("id", equalTo(id));
        given().get("/rooms/{room}/report", room).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void aWindowThatComesTwiceIsOne() {
        String first = post(snapshot(start, STALLS)).statusCode(200).extract().asString();
        String room = "{\"room\": \"" + this.room + "\", ";
        String again = post(snapshot(start, STALLS).replaceFirst("\\{", room).replace(" ", "  "))
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(first, again);
        post(snapshot(start, STALLS + ", \"audience.exits\": 1"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("title", equalTo("Recorded with other content"))
                .body("detail", containsString(this.room));
    }

    @Test
    void theRoomOfThePathHolds() {
        post("{\"room\": \"another\", " + snapshot(start, STALLS).substring(1))
                .statusCode(400)
                .body("violations", hasSize(1))
                .body("violations[0].pointer", equalTo("/room"))
                .body("violations[0].message", equalTo("must be the room of the path, or absent"))
                .body("violations[0].value", equalTo("another"));
    }

    @Test
    void badSnapshotsAreAnsweredAsForADiagnosis() {
        post("{").statusCode(400).body("title", equalTo("Malformed JSON"));
        post(snapshot(start, "\"playback.stall_ratio\": 2"))
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/metrics/playback.stall_ratio"));
        given().contentType("text/plain")
                .body("a")
                .post("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @CsvSource({"P-36D, 422, more than 840 h ago", "PT2H, 422, clock", "P-34D, 200,", "PT-1H, 200,"})
    void lateOnesAreTakenWithinTheBound(Duration from, int status, String detail) {
        ValidatableResponse answer =
                post(snapshot(Instant.now().plus(from), STALLS)).statusCode(status);
        if (detail != null) {
            answer.body("title", equalTo("Window out of bounds")).body("detail", containsString(detail));
        }
    }

    @Test
    void theLatestReportIsOfTheLatestWindow() {
        String latest = post(snapshot(start.plusSeconds(60), STALLS)).extract().path("id");
        post(snapshot(start, STALLS)).statusCode(200);
        given().get("/rooms/{room}/report", room).then().body("id", equalTo(latest));
    }

    @Test
    void aStreamIsAnsweredLineByLine() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(
                    i == 70
                            ? "{ no JSON"
                            : i == 150
                                    ? snapshot(start.minus(Duration.ofDays(60)), STALLS)
                                    : i == 199
                                            ? snapshot(start, "\"audience.viewers\": 1")
                                            : snapshot(start.plusSeconds(i % 100), STALLS));
            lines.append('\n');
        }
        List<JsonNode> answers = postLines(lines.toString());
        assertEquals(200, answers.size());
        Set<String> reports = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            JsonNode answer = answers.get(i);
            int status = i == 70 ? 400 : i == 150 ? 422 : i == 199 ? 409 : 200;
            assertEquals(
                    status,
                    answer.path("status").isInt() ? answer.path("status").asInt() : 200,
                    answer::toString);
            assertEquals(status == 200 ? 0 : i + 1, answer.path("line").asInt(), answer::toString);
            if (status == 200) {
                assertEquals(
                        start.plusSeconds(i % 100).toString(),
                        answer.at("/window/start").asText());
                reports.add(answer.get("id").asText());
            }
        }
        assertTrue(reports.size() == 100, () -> reports.size() + " reports");
    }

    @Test
    void whatWasRecordedIsGivenBack() throws IOException {
        post(snapshot(start, STALLS)).statusCode(200);
        post(snapshot(start.plusSeconds(60), STALLS)).statusCode(200);
        String lines = given().queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(60).toString().replace("Z", "+00:00"))
                .get("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(NdjsonResponder.NDJSON))
                .extract()
                .asString();
        JsonNode line = JSON.readTree(lines);
        assertEquals(room, line.get("room").asText());
        assertEquals(900, line.at("/metrics/audience.viewers").asDouble());
        assertEquals(0.2, line.at("/metrics/playback.stall_ratio").asDouble());
        assertEquals(
                2,
                postLines(given().get("/rooms/{room}/snapshots", room).asString())
                        .size());
        given().queryParam("from", "yesterday")
                .get("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(400)
                .body("detail", containsString("from is yesterday"));
    }

    @Test
    void theRoomsOwnHistoryIsTheBaseline() throws IOException {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String usual = "\"audience.viewers\": 900, \"audience.entries\": 400, \"audience.retention_60s_ratio\": ";
        StringBuilder lines = new StringBuilder();
        for (int day = 8; day > 0; day--) {
            lines.append(snapshot(hour.minus(Duration.ofDays(day)), usual + (day == 4 ? 0.01 : 0.61)))
                    .append('\n');
        }
        assertEquals(8, postLines(lines.toString()).size());
        post(snapshot(hour, usual + "0.32"))
                .statusCode(200)
                .body("symptoms.find { it.code == 'LOW_RETENTION' }.evidence[0].basis", equalTo("BASELINE"))
                .body("symptoms.find { it.code == 'LOW_RETENTION' }.evidence[0].expected", equalTo(0.61f));
        given().queryParam("at", hour.toString())
                .get("/rooms/{room}/baseline", room)
                .then()
                .statusCode(200)
                .body("metrics.'audience.retention_60s_ratio'.standing", equalTo("USED"))
                .body("metrics.'audience.retention_60s_ratio'.sessions", equalTo(8))
                .body("metrics.'audience.entries'.usual", equalTo(400.0f));
        String recorded = given().queryParam("from", hour.toString())
                .get("/rooms/{room}/snapshots", room)
                .asString();
        assertEquals(
                0.61,
                JSON.readTree(recorded)
                        .at("/baseline/audience.retention_60s_ratio")
                        .asDouble());
    }

    @Test
    void messagesAndExplanationsAreGivenHereToo() {
        given().contentType(ContentType.JSON)
                .accept("text/plain")
                .header("Accept-Language", "zh-CN")
                .body(snapshot(start, STALLS))
                .post("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(200)
                .header("Content-Language", "zh-CN")
                .body(containsString(room));
        given().contentType(ContentType.JSON)
                .body(snapshot(start, STALLS))
                .post("/rooms/{room}/snapshots?explain=true", room)
                .then()
                .body("explain.fired.rule", not(empty()));
    }
}
