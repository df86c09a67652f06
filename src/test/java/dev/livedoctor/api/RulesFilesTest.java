package dev.livedoctor.api;

import static dev.livedoctor.access.Owner.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.reload.PackOnDisk;
import dev.livedoctor.ruleset.TinyPack;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(RulesFolderProfile.class)
class RulesFilesTest {
    private static final String FILE = "/rules/files/thresholds.yaml";

    @ConfigProperty(name = RulesFolderProfile.DIRECTORY)
    Path folder;

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(json(body)).post(path).then();
    }

    private static RequestSpecification text(String text) {
        return given().contentType("application/yaml").body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String tag() {
        return given().get(FILE).then().statusCode(200).extract().header("ETag");
    }

    private static String inForce() {
        return given().get("/rules").then().extract().path("active.version");
    }

    @BeforeEach
    void reset() {
        post("/rules/changes", Map.of("files", TinyPack.files(), "whole", true)).statusCode(200);
    }

    @Test
    void aPathOfOddSignsIsSaidToBeOne() {
        given().urlEncodingEnabled(false)
                .body("x")
                .put("/rules/files/causes%00.drl")
                .then()
                .statusCode(400)
                .body("title", equalTo("Invalid path"));
    }

    @Test
    void aFileIsReadWithItsTag() {
        given().get("/rules/files")
                .then()
                .statusCode(200)
                .header("ETag", equalTo('"' + inForce() + '"'))
                .body("path", hasItem("causes/uplink-congested.drl"))
                .body("find { it.path == 'thresholds.yaml' }.etag", equalTo(tag()));
        given().get(FILE).then().body(equalTo(TinyPack.files().get("thresholds.yaml")));
        given().header("If-None-Match", tag()).get(FILE).then().statusCode(304);
        given().header("If-None-Match", "\"a,b\", W/" + tag()).get(FILE).then().statusCode(304);
        given().header("If-None-Match", "\"*\"").get(FILE).then().statusCode(200);
        given().get("/rules/files/causes/nothing.drl").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/rules/files/causes/%2e%2e/%2e%2e/pack.yaml")
                .then()
                .statusCode(404);
        given().get("/rules/files/.git/config").then().statusCode(404);
    }

    @Test
    void anEditNeedsTheTagOfWhatItReplaces() throws IOException {
        String before = inForce();
        String edited = PackOnDisk.thresholds("0.06");
        text(edited).put(FILE).then().statusCode(428);
        text(edited).header("If-Match", "\"other\"").put(FILE).then().statusCode(412);
        text(edited).header("If-Match", "\"*\"").put(FILE).then().statusCode(412);
        text(edited).header("If-Match", "W/" + tag()).put(FILE).then().statusCode(412);
        text(edited)
                .header("If-Match", tag().replace("\"", ""))
                .put(FILE)
                .then()
                .statusCode(400)
                .body("detail", containsString("quotes"));
        given().header("If-Match", "*")
                .body("x")
                .put("/rules/files/causes/new.drl")
                .then()
                .statusCode(412);
        text(edited).header("If-None-Match", "*").put(FILE).then().statusCode(412);
        given().header("If-Match", "\"other\"")
                .get(FILE)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        assertEquals(before, inForce());

        String tag = tag();
        String after = text(edited)
                .header("If-Match", tag)
                .queryParam("author", "Mei <mei@example.com>")
                .queryParam("reason", "阈值太低")
                .put(FILE)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("changed", equalTo(true))
                .extract()
                .path("version");
        assertEquals(after, inForce());
        assertEquals(edited, Files.readString(folder.resolve("thresholds.yaml")));
        text(edited).header("If-Match", tag).put(FILE).then().statusCode(412);
        given().get("/rules/history")
                .then()
                // Whoever has a key is who it says, whatever he says besides.
                .body("revisions[0].author", matchesPattern("\\S.* \\(Mei\\)"))
                .body("revisions[0].reason", equalTo("阈值太低"))
                .body("revisions[0].files.path", hasItem("thresholds.yaml"));
        given().get("/rules").then().body("active.revision", matchesPattern("[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @CsvSource({"reason, a%00b", "reason, a%0Ab", "author, Mei%0AEve"})
    void aLineOfTheHistoryIsOneLine(String name, String value) {
        int before = given().get("/rules/history").path("revisions.size()");

        text("name: x")
                .urlEncodingEnabled(false)
                .put("/rules/files/knowledge/new.yaml?" + name + "=" + value)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");

        given().get("/rules/history").then().body("revisions.size()", equalTo(before));
    }

    @Test
    void aReportStaysWhatItWas() {
        String report = given().contentType(ContentType.JSON)
                .body(json(Map.of(
                        "room",
                        "id-beauty-07",
                        "window",
                        Map.of("start", "2026-11-28T12:00:00Z", "end", "2026-11-28T12:01:00Z"),
                        "metrics",
                        Map.of("audience.viewers", 500, "playback.stall_ratio", 0.1))))
                .post("/diagnose")
                .then()
                .body("symptoms.code", hasItem("STALLS"))
                .extract()
                .asString();
        text(PackOnDisk.thresholds("0.15"))
                .header("If-Match", tag())
                .put(FILE)
                .then()
                .statusCode(200);
        String id = JsonPath.from(report).getString("id");
        given().get("/reports/" + id).then().body(equalTo(report));
        given().get("/rooms/id-beauty-07/report").then().body(equalTo(report));
    }

    @Test
    void whatWouldBeRefusedIsNotWritten() {
        String before = inForce();
        text("thresholds: [")
                .header("If-Match", tag())
                .put(FILE)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("complaints.file", hasItem("thresholds.yaml"));
        given().header(
                        "If-Match",
                        given().get("/rules/files/causes/uplink-congested.drl").header("ETag"))
                .delete("/rules/files/causes/uplink-congested.drl")
                .then()
                .statusCode(422);
        given().delete("/rules/files/causes/uplink-congested.drl").then().statusCode(428);
        given().delete("/rules/files/causes/nothing.drl").then().statusCode(404);
        for (String path :
                new String[] {"/rules/files/..%2f..%2fx.yaml", "/rules/files/.git/config", "/rules/files/README.md"}) {
            given().urlEncodingEnabled(false)
                    .contentType("text/plain")
                    .body("x")
                    .put(path)
                    .then()
                    .statusCode(400);
        }
        assertEquals(before, inForce());
    }

    @Test
    void aNewCauseIsOneChange() {
        Map<String, String> files = Map.of(
                "causes/uplink-lost.drl", rename(TinyPack.files().get("causes/uplink-congested.drl")),
                "knowledge/uplink-lost.yaml", rename(TinyPack.files().get("knowledge/uplink-congested.yaml")),
                "cases/uplink-lost.yaml", """
                        - name: speaks
                          given: {metrics: {audience.viewers: 500, playback.stall_ratio: 0.1, ingest.dropped_frame_ratio: 0.2}}
                          expect: {among: UPLINK_LOST}
                        """);
        text(files.get("causes/uplink-lost.drl"))
                .put("/rules/files/causes/uplink-lost.drl")
                .then()
                .statusCode(422);
        post("/rules/changes", Map.of("files", files, "reason", "a new cause"))
                .statusCode(200)
                .body("changed", equalTo(true));
        given().get("/catalog").then().body("causes.code", hasItem("UPLINK_LOST"));
        given().header("If-Match", "\"sha256:0\"")
                .contentType(ContentType.JSON)
                .body("{\"files\": {}}")
                .post("/rules/changes")
                .then()
                .statusCode(412);
        given().header("If-Match", "sha256:0")
                .contentType(ContentType.JSON)
                .body("{\"files\": {}}")
                .post("/rules/changes")
                .then()
                .statusCode(400);
        post("/rules/changes", Map.of("file", files)).statusCode(400);
    }

    private static String rename(String text) {
        return text.replace("uplink-congested", "uplink-lost")
                .replace("UPLINK_CONGESTED", "UPLINK_LOST")
                .replace("The uplink is congested", "The uplink is lost")
                .replace("上行拥塞", "上行中断");
    }

    @Test
    void aChangeIsToldInWordsAndLinesAndRolledBack() throws IOException {
        String first = given().get("/rules").then().extract().path("active.revision");
        String before = inForce();
        text(PackOnDisk.thresholds("0.06"))
                .header("If-Match", tag())
                .put(FILE)
                .then()
                .statusCode(200);
        String second = given().get("/rules/history").then().extract().path("revisions[0].revision");
        given().get("/rules/history/" + second)
                .then()
                .statusCode(200)
                .body("revision.reason", equalTo("Write thresholds.yaml"))
                .body("changes.name", hasItem("playback.stall_ratio"))
                .body("diff", containsString("+  playback.stall_ratio: {high: 0.06"));
        for (String none : List.of("0000000", "0".repeat(40), "HEAD~9999", "info/exclude", "x".repeat(2_000))) {
            given().get("/rules/history/{name}", none).then().statusCode(404);
            post("/rules/rollback", Map.of("revision", none)).statusCode(404);
        }
        for (String limit : List.of("x", "0", "1001")) {
            given().get("/rules/history?limit=" + limit).then().statusCode(400).body("title", equalTo("Invalid query"));
        }
        given().contentType(ContentType.JSON)
                .body("{\"revision\": \"\\ud800\"}")
                .post("/rules/rollback")
                .then()
                .statusCode(404);

        post("/rules/rollback", Map.of()).statusCode(400);
        post("/rules/rollback", Map.of("revision", first, "reason", "too many alarms"))
                .statusCode(200)
                .body("version", equalTo(before));
        assertEquals(before, inForce());
        given().get("/rules/history").then().body("revisions[0].reason", equalTo("too many alarms"));

        Path commit = folder.resolve(".git/objects/" + second.substring(0, 2)).resolve(second.substring(2));
        Path lost = Files.move(commit, folder.resolveSibling("lost"));
        given().get("/rules/history").then().statusCode(409).body("title", equalTo("History cannot be read"));
        Files.move(lost, commit);
    }

    @Test
    void aShadowIsPromoted() {
        given().post("/rules/shadow/promote").then().statusCode(404);
        Map<String, Object> upload = Map.of("files", Map.of("thresholds.yaml", PackOnDisk.thresholds("0.06")));
        String version = given().contentType(ContentType.JSON)
                .body(json(upload))
                .put("/rules/shadow")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        text("# meanwhile\n" + TinyPack.files().get("pack.yaml"))
                .header("If-Match", given().get("/rules/files/pack.yaml").header("ETag"))
                .put("/rules/files/pack.yaml")
                .then()
                .statusCode(200);
        given().post("/rules/shadow/promote").then().statusCode(409).body("detail", containsString("no longer"));
        reset();

        given().queryParam("reason", "fewer alarms")
                .post("/rules/shadow/promote")
                .then()
                .statusCode(200)
                .body("version", equalTo(version));
        assertEquals(version, inForce());
        given().get("/rules/shadow").then().statusCode(404);
        given().get("/rules/history").then().body("revisions[0].reason", equalTo("fewer alarms"));
    }

    @Test
    void anEditOnDiskIsNotLost() {
        String tag = tag();
        new PackOnDisk(folder).bound("0.08");
        text(PackOnDisk.thresholds("0.06"))
                .header("If-Match", tag)
                .put(FILE)
                .then()
                .statusCode(412);
        text(PackOnDisk.thresholds("0.06"))
                .header("If-Match", tag())
                .put(FILE)
                .then()
                .statusCode(200);
        given().get("/rules/history").then().body("revisions[1].reason", startsWith("Edited on disk"));
    }
}
