package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DiagnoseTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static RequestSpecification request() {
        return given().contentType(ContentType.JSON).body(Resource.SNAPSHOT.bytes());
    }

    @Test
    void answersTheContractsSnapshotWithTheContractsDiagnosis() {
        request()
                .post("/diagnose")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Language", "en")
                .header("Vary", "Accept, Accept-Language")
                .body("status", equalTo("CRITICAL"))
                .body("diagnoses[0].cause", equalTo("CDN_NODE_FAULT"))
                .body("diagnoses[0].verdict", equalTo("CONFIRMED"))
                .body("diagnoses[0].scope.cdn_node", equalTo("jkt-2"))
                .body("diagnoses[0].actions[0].steps[0]", containsString("jkt-2"))
                .body("rules.version", startsWith("sha256:"));
    }

    @Test
    void hasNoFieldThatTheContractDoesNotHave() throws IOException {
        Set<String> known = new HashSet<>();
        collect(MAPPER.readTree(Resource.REPORT.bytes()), "", known);
        known.add("warnings/code");
        known.add("warnings/name");
        known.add("warnings/nearest");
        known.add("warnings/message");
        Set<String> evidence = Set.of(
                "metric", "scope", "observed", "expected", "bound", "direction", "basis", "sample", "weight", "rule");
        for (String list : Set.of(
                "symptoms/evidence/", "diagnoses/evidence/", "diagnoses/counterEvidence/", "ruledOut/because/")) {
            evidence.forEach(field -> known.add(list + field));
        }
        ObjectNode snapshot = (ObjectNode) MAPPER.readTree(Resource.SNAPSHOT.bytes());
        ((ObjectNode) snapshot.get("metrics")).put("playback.stal_ratio", 1);
        JsonNode report = MAPPER.readTree(given().contentType(ContentType.JSON)
                .body(snapshot.toString())
                .post("/diagnose")
                .asByteArray());
        Set<String> seen = new HashSet<>();
        collect(report, "", seen);
        seen.removeAll(known);
        assertEquals(Set.of(), seen);
    }

    /** The paths of all fields; dimension names are data. */
    private static void collect(JsonNode node, String path, Set<String> into) {
        node.forEach(item -> {
            if (node.isArray()) {
                collect(item, path, into);
            }
        });
        if (!path.endsWith("scope/")) {
            node.fields().forEachRemaining(field -> {
                into.add(path + field.getKey());
                collect(field.getValue(), path + field.getKey() + "/", into);
            });
        }
    }

    @Test
    void givesTheSameReportTwiceButForTheId() throws IOException {
        ObjectNode first =
                (ObjectNode) MAPPER.readTree(request().post("/diagnose").asByteArray());
        ObjectNode second =
                (ObjectNode) MAPPER.readTree(request().post("/diagnose").asByteArray());
        assertTrue(!first.remove("id").equals(second.remove("id")));
        assertEquals(first, second);
    }

    @Test
    void speaksChineseWithTheSameCodes() throws IOException {
        JsonNode en = MAPPER.readTree(request().post("/diagnose").asByteArray());
        JsonNode zh = MAPPER.readTree(
                request().header("Accept-Language", "zh-CN").post("/diagnose").asByteArray());
        assertEquals(en.findValuesAsText("cause"), zh.findValuesAsText("cause"));
        assertEquals("CDN 节点故障", zh.at("/diagnoses/0/title").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, zh-CN",
        "zh, zh-CN",
        "'fr, zh;q=0.5, en;q=0.4', zh-CN",
        "'en, zh;q=0.9', en",
        "fr, en",
        "'zh;q=0', en",
        "';;', en",
        "-, en",
        "'zh-CN, -;q=0.5', en"
    })
    void choosesTheLanguage(String accepted, String chosen) {
        request().header("Accept-Language", accepted).post("/diagnose").then().header("Content-Language", chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, application/json",
        "application/json, application/json",
        "'text/plain;q=0.5, application/json', application/json",
        "text/plain, text/plain;charset=UTF-8",
        "text/markdown, text/markdown;charset=UTF-8"
    })
    void choosesTheFormat(String accepted, String chosen) {
        request()
                .header("Accept", accepted)
                .post("/diagnose")
                .then()
                .statusCode(200)
                .header("Content-Type", chosen);
    }

    @Test
    void tellsAPhoneTheCauseAndTheFirstAction() {
        request()
                .accept("text/plain")
                .header("Accept-Language", "zh-CN")
                .post("/diagnose")
                .then()
                .body(startsWith("严重 · id-beauty-07"))
                .body(containsString("CDN_NODE_FAULT"))
                .body(containsString("在 CDN 调度系统里把 jkt-2 设为下线"));
    }

    @Test
    void escapesWhatTheClientNamed() {
        String snapshot = Resource.SNAPSHOT.text().replace("id-beauty-07", "*a*\\n# b [c](http://d) <e> @all");
        given().contentType(ContentType.JSON)
                .body(snapshot)
                .accept("text/markdown")
                .post("/diagnose")
                .then()
                .statusCode(200)
                .body(startsWith("## CRITICAL · \\*a\\* \\# b \\[c\\](http\\://d) \\<e\\> \\@all\n"));
    }

    @Test
    void keepsUnknownNamesAndWarns() throws IOException {
        ObjectNode snapshot = (ObjectNode) MAPPER.readTree(Resource.SNAPSHOT.bytes());
        ((ObjectNode) snapshot.get("metrics")).put("playback.stal_ratio", 0.1);
        ((ObjectNode) snapshot.get("attributes")).put("stream.transprt", "flv");
        snapshot.put("comment", "hello");
        given().contentType(ContentType.JSON)
                .body(snapshot.toString())
                .post("/diagnose")
                .then()
                .statusCode(200)
                .body("warnings.find { it.code == 'UNKNOWN_METRIC' }.nearest", equalTo("playback.stall_ratio"))
                .body("warnings.find { it.code == 'UNKNOWN_ATTRIBUTE' }.nearest", equalTo("stream.transport"))
                .body("warnings.code", hasItem("UNKNOWN_FIELD"));
    }

    @Test
    void readsABodyBeyondTheInputBuffer() {
        String padded = Resource.SNAPSHOT.text() + " ".repeat(1_000_000);
        given().contentType(ContentType.JSON)
                .body(padded)
                .post("/diagnose")
                .then()
                .statusCode(200);
    }

    @Test
    void answersOtherMethodsPathsAndTypesWithProblemDetails() {
        given().get("/diagnose").then().statusCode(405).contentType("application/problem+json");
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        request().accept("image/png").post("/diagnose").then().statusCode(406).contentType("application/problem+json");
        given().contentType("text/csv")
                .body("a,b")
                .post("/diagnose")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void tellsLineAndColumnInCharacters() {
        given().contentType(ContentType.JSON)
                .body("{\n \"room\": \"直播间\" \"x\"}")
                .post("/diagnose")
                .then()
                .statusCode(400)
                .body("line", equalTo(2))
                .body("column", equalTo(16))
                .body("detail", not(containsString("Source")));
    }
}
