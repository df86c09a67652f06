package dev.livedoctor.api;

import static dev.livedoctor.access.Owner.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.ruleset.PackReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkbenchTest {
    private static final String THRESHOLDS =
            PackReader.files(Path.of("src/main/resources/rules")).get("thresholds.yaml");

    /** Nearly everything is called a stall. */
    private static String stricter() {
        return upload(
                "thresholds.yaml",
                THRESHOLDS.replace(
                        "playback.stall_ratio:          {high: 0.03, severe: 0.08",
                        "playback.stall_ratio:          {high: 0.0001, severe: 0.08"));
    }

    private static String upload(String path, String text) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("files", Map.of(path, text)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static String calm() {
        return """
                {"room": "calm", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"}, \
                "metrics": {"audience.viewers": 900, "playback.stall_ratio": 0.004, "playback.first_frame_ms": 800}}""";
    }

    @AfterEach
    void drop() {
        given().delete("/rules/shadow");
    }

    @Test
    void checksWhatIsInForce() {
        post("/rules/check", "{\"files\": {}}")
                .statusCode(200)
                .body("passed", equalTo(true))
                .body("version", containsString("sha256:"))
                .body("rules", greaterThan(600))
                .body("unfired", empty());
    }

    @Test
    void tellsWhatIsWrongWithACandidate() {
        post("/rules/check", upload("causes/uplink-lost.drl", "package rules.causes;\nrule \"x\nwhen"))
                .statusCode(200)
                .body("passed", equalTo(false))
                .body("complaints.file", hasItem("causes/uplink-lost.drl"))
                .body("complaints.page", hasItem(containsString("docs/complaints.md#")));
        post("/rules/check", upload("../../etc/passwd", "x"))
                .statusCode(200)
                .body("complaints.file", hasItem("../../etc/passwd"));
    }

    @Test
    void tellsFailedCases() {
        post("/rules/check", stricter())
                .statusCode(200)
                .body("passed", equalTo(false))
                .body("complaints.problem", hasItem(containsString("the case ")));
    }

    @Test
    void refusesWhatIsNoUpload() {
        post("/rules/check", "{").statusCode(400).body("title", equalTo("Malformed JSON"));
        post("/rules/check", "null").statusCode(400);
        post("/rules/check", "{\"file\": {}}")
                .statusCode(400)
                .body("detail", containsString("Maybe one of files, whole?"));
        post("/rules/check", "[]").statusCode(400).body("detail", startsWith("One object expected with files, whole"));
        post("/rules/check", "{\"files\": {\"a\": [1]}}")
                .statusCode(400)
                .body("detail", containsString(" at /files/a."));
        post("/rules/check", "{\"files\": {\"a.yaml\": \"x\", \"a.yaml\": \"y\"}}")
                .statusCode(400)
                .body("detail", containsString("'a.yaml'"));
        post("/rules/diff", upload("pack.yaml", "name: x")).statusCode(422).body("complaints", not(empty()));
    }

    @Test
    void tellsTheDifference() {
        post("/rules/diff", upload("thresholds.yaml", THRESHOLDS))
                .statusCode(200)
                .body("changes", empty());
        post(
                        "/rules/diff",
                        upload(
                                "thresholds.yaml",
                                THRESHOLDS.replace(
                                        "audience.room_size:            {low: 50",
                                        "audience.room_size:            {low: 51")))
                .statusCode(200)
                .body("changes.thing", equalTo(java.util.List.of("threshold")))
                .body("changes.name", equalTo(java.util.List.of("audience.room_size")))
                .body("changes[0].kind", equalTo("CHANGED"))
                .body("changes[0].from", equalTo(java.util.List.of("low: 50")))
                .body("changes[0].to", equalTo(java.util.List.of("low: 51")));
    }

    private static String harmless() {
        // No case has a room of 50 to 55 people that stay silent.
        return upload(
                "thresholds.yaml",
                THRESHOLDS.replace(
                        "audience.room_size:            {low: 50", "audience.room_size:            {low: 51"));
    }

    @Test
    void replaysSnapshots() {
        given().contentType("application/x-ndjson")
                .body((harmless() + "\n" + calm() + "\n{\"room\": 7}\n" + calm() + "\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/rules/replay")
                .then()
                .statusCode(200)
                .body("different.snapshots", equalTo(2))
                .body("different.different", equalTo(0))
                .body("refused.line", equalTo(java.util.List.of(3)));
    }

    @Test
    void replaysWhatWasRecorded() {
        java.time.Instant start = java.time.Instant.now().minusSeconds(7200);
        String room = "replayed-" + java.util.UUID.randomUUID();
        for (int minute = 0; minute < 3; minute++) {
            java.time.Instant at = start.plusSeconds(60L * minute);
            given().contentType(ContentType.JSON)
                    .body("{\"window\": {\"start\": \"" + at + "\", \"end\": \"" + at.plusSeconds(60)
                            + "\"}, \"metrics\": {\"audience.viewers\": 900, \"playback.stall_ratio\": 0.02}}")
                    .post("/rooms/{room}/snapshots", room)
                    .then()
                    .statusCode(200);
        }
        given().contentType(ContentType.JSON)
                .body(stricter())
                .queryParam("room", room)
                .queryParam("from", start.plusSeconds(60).toString())
                .post("/rules/replay")
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .body(harmless())
                .queryParam("room", room)
                .queryParam("from", start.plusSeconds(60).toString())
                .post("/rules/replay")
                .then()
                .statusCode(200)
                .body("different.snapshots", equalTo(2))
                .body("different.different", equalTo(0))
                .body("complete", equalTo(true));
    }

    @Test
    void aShadowSeesTrafficAndAnswersNobody() {
        given().get("/rules/shadow").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body(harmless())
                .put("/rules/shadow")
                .then()
                .statusCode(200)
                .body("count.snapshots", equalTo(0));

        post("/diagnose", calm()).statusCode(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> given().get("/rules/shadow").<Integer>path("count.snapshots") > 0);
        given().delete("/rules/shadow").then().statusCode(204);
        given().delete("/rules/shadow").then().statusCode(404);
    }

    @Test
    void explainsOnRequest() {
        post("/diagnose", calm()).body("explain", equalTo(null));
        post("/diagnose?explain=true", Resource.SNAPSHOT.text())
                .statusCode(200)
                .body("explain.fired.rule", not(empty()))
                .body("explain.fired.facts", everyItem(not(empty())))
                .body("explain.notFired.misses", everyItem(not(empty())))
                .body("explain.notFired[0]", not(aMapWithSize(0)));
        given().contentType(ContentType.JSON)
                .accept("text/plain")
                .body(Resource.SNAPSHOT.text())
                .post("/diagnose?explain=true")
                .then()
                .statusCode(200)
                .body(containsString("Nearly fired:"));
    }
}
