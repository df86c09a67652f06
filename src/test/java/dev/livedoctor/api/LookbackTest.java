package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks back over HTTP. */
@QuarkusTest
class LookbackTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    private final String room = "room-" + UUID.randomUUID();

    private static Schema component(String name) throws IOException {
        ObjectNode document =
                (ObjectNode) JSON.readTree(given().get("/openapi.json").asString());
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document.put("$ref", "#/components/schemas/" + name).toString(), InputFormat.JSON);
    }

    private static void assertFits(String schema, String body) throws IOException {
        assertEquals(List.of(), component(schema).validate(body, InputFormat.JSON), body);
    }

    private void record(String lines) {
        String answer = given().header("Content-Type", NdjsonResponder.NDJSON)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/rooms/{room}/snapshots", room)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertFalse(answer.contains("\"detail\""), answer);
    }

    /** Four weeks of evenings; it stalls at nine, and a region loses its viewers. */
    private void recordEvenings() {
        StringBuilder lines = new StringBuilder();
        ZonedDateTime first =
                ZonedDateTime.now(JAKARTA).truncatedTo(ChronoUnit.DAYS).minusDays(29);
        for (int day = 0; day < 28; day++) {
            for (int hour = 19; hour < 23; hour++) {
                Instant start = first.plusDays(day).withHour(hour).toInstant();
                lines.append("{\"window\": {\"start\": \"").append(start).append("\", \"end\": \"");
                lines.append(start.plusSeconds(600))
                        .append("\"}, \"attributes\": {\"room.timezone\": \"Asia/Jakarta\",");
                lines.append("\"room.category\": \"beauty\", \"room.market\": \"ID\"}, \"metrics\": {");
                lines.append("\"audience.viewers\": 900, \"playback.stall_ratio\": ");
                lines.append(hour == 21 ? 0.09 : 0.004).append("}, \"slices\": [");
                lines.append(slice("ID-JK", 500, 60 + day % 7)).append(',');
                lines.append(slice("ID-BT", 300, 36 + day % 5)).append(',');
                lines.append(slice("MY-14", 100, 30 + day % 6)).append("]}\n");
            }
        }
        record(lines.toString());
    }

    private static String slice(String region, int viewers, int exits) {
        return "{\"dimensions\": {\"region\": \"" + region + "\"}, \"metrics\": {\"audience.viewers\": " + viewers
                + ", \"audience.exits\": " + exits + "}}";
    }

    private ValidatableResponse ask(String question, Map<String, ?> query) {
        return given().queryParams(query)
                .queryParam("room", room)
                .get("/insights/{question}", question)
                .then();
    }

    @Test
    void answersTheQuestions() throws IOException {
        recordEvenings();
        String hours = ask("stall-hours", Map.of("findings", true))
                .statusCode(200)
                .header("Vary", equalTo("Accept, Accept-Language"))
                .body("findings", equalTo(8))
                .body("items.hour.unique()", equalTo(List.of(21)))
                .body("items[0].hour", equalTo(21))
                .body("items[0].day", nullValue())
                .body("items[0].broadcasts", equalTo(28))
                .body("items[0].stalled", equalTo(28))
                .body("items[0].viewerMinutesExposed", equalTo(28 * 9000f))
                .body("items[0].q", lessThan(0.001f))
                .body("summary", containsString("21:00"))
                .extract()
                .asString();
        assertFits("Insight", hours);
        ask("stall-hours", Map.of("timezone", "Europe/Berlin", "findings", "true"))
                .body("timezone", equalTo("Europe/Berlin"))
                .body("items.hour", not(hasItem(21)));
        String regions = ask("regions", Map.of())
                .statusCode(200)
                .body("items[0].region", equalTo("MY-14"))
                .body("items[0].finding", equalTo(true))
                .body("items[1].finding", equalTo(false))
                .extract()
                .asString();
        assertFits("Insight", regions);
        String causes = ask("causes", Map.of("limit", 1, "offset", 0))
                .statusCode(200)
                .extract()
                .asString();
        assertFits("Insight", causes);
        ask("categories", Map.of()).statusCode(200).body("findings", equalTo(0));
        ask("releases", Map.of()).statusCode(200).body("findings", equalTo(0));
    }

    @Test
    void answersInWords() {
        recordEvenings();
        given().queryParam("room", room)
                .header("Accept", "text/markdown")
                .header("Accept-Language", "zh-CN")
                .get("/insights/stall-hours")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/markdown"))
                .header("Content-Language", "zh-CN")
                .body(containsString("## 反复卡顿的时段"))
                .body(containsString("每天 21:00"));
        given().queryParam("room", room)
                .header("Accept", "text/plain")
                .get("/insights/regions")
                .then()
                .statusCode(200)
                .body(containsString("MY-14: viewers leave"));
    }

    @Test
    void saysWhatCanBeAsked() {
        given().get("/insights")
                .then()
                .statusCode(200)
                .body("questions", hasItems("stall-hours", "categories", "regions", "releases", "causes"));
    }

    @Test
    void anUnknownRoomIsNoMistake() throws IOException {
        for (String question : new String[] {"stall-hours", "categories", "regions", "releases", "causes"}) {
            String answer = ask(question, Map.of())
                    .statusCode(200)
                    .body("items", empty())
                    .body("unsaid.code", hasItem("NOTHING_RECORDED"))
                    .extract()
                    .asString();
            assertFits("Insight", answer);
        }
    }

    /** What was recorded without what the question needs is told as such, and not as if nothing had been recorded. */
    @Test
    void tellsWhatWasRecordedWithoutAnAnswer() {
        String start = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(3))
                .toString();
        String end = Instant.parse(start).plusSeconds(600).toString();
        record("{\"window\": {\"start\": \"" + start + "\", \"end\": \"" + end + "\"}, \"metrics\":"
                + " {\"audience.viewers\": 900, \"audience.entries\": 90, \"commerce.orders\": 3}}\n");
        ask("stall-hours", Map.of()).body("unsaid.code", equalTo(List.of("STALLS_NOT_MEASURED")));
        ask("categories", Map.of()).body("unsaid.code", equalTo(List.of("NO_CATEGORY")));
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, room, x, 404, stall-hours",
        "regions, from, yesterday, 400, 2026",
        "regions, from, 2999-01-01T00:00:00Z, 400, before to",
        "regions, from, 2020-01-01T00:00:00Z, 400, 400 days",
        "regions, timezone, Jakarta, 400, Asia/Jakarta",
        "regions, limit, 0, 400, 1 to 1000",
        "regions, limit, many, 400, limit=50",
        "regions, offset, -1, 400, offset",
        "regions, findings, maybe, 400, findings=true"
    })
    void refusesWhatCannotBeAsked(String question, String name, String value, int status, String detail) {
        given().queryParam(name, value)
                .get("/insights/{question}", question)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    @Test
    void refusesAnotherForm() {
        given().header("Accept", "image/png").get("/insights/regions").then().statusCode(406);
    }

    /** A node fails for ten minutes, is drained, and all is well again. */
    private Instant recordIncident() throws IOException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(3));
        StringBuilder lines = new StringBuilder();
        for (int minute = 0; minute < 30; minute++) {
            boolean failing = minute >= 10 && minute < 20;
            ObjectNode snapshot = (ObjectNode) JSON.readTree(Resource.SNAPSHOT.bytes());
            snapshot.remove("room");
            Instant begin = start.plusSeconds(60L * minute);
            snapshot.putObject("window")
                    .put("start", begin.toString())
                    .put("end", begin.plusSeconds(60).toString());
            snapshot.putArray("events");
            if (minute == 17) {
                snapshot.withArray("events")
                        .addObject()
                        .put("at", begin.toString())
                        .put("type", "cdn.node_drained")
                        .put("note", "<script>alert(1)</script>");
            }
            if (!failing) {
                ObjectNode metrics = (ObjectNode) snapshot.get("metrics");
                metrics.put("playback.stall_ratio", 0.005)
                        .put("audience.retention_60s_ratio", 0.42)
                        .put("audience.exits", 480);
                ObjectNode node = (ObjectNode) snapshot.at("/slices/0/metrics");
                node.put("audience.exits", 150)
                        .put("playback.stall_ratio", 0.006)
                        .put("delivery.edge_error_ratio", 0.001);
            }
            if (minute == 3) {
                ((ObjectNode) snapshot.get("metrics"))
                        .put("ingest.connected", 0)
                        .put("ingest.uplink_kbps", 0);
            }
            if (minute >= 18 && failing) {
                ((ObjectNode) snapshot.at("/slices/0/metrics")).put("delivery.edge_error_ratio", 0.06);
            }
            lines.append(snapshot).append('\n');
        }
        record(lines.toString());
        return start;
    }

    @Test
    void tellsWhatHappened() throws IOException {
        Instant start = recordIncident();
        String json = given().queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(3600).toString())
                .get("/rooms/{room}/post-mortem", room)
                .then()
                .statusCode(200)
                .body("windows", equalTo(30))
                .body("timezone", equalTo("Asia/Jakarta"))
                .body("incidents.cause", hasItem("CDN_NODE_FAULT"))
                .body("incidents.cause", not(hasItem("SAMPLE_TOO_SMALL")))
                .body("incidents.findAll { it.windows == 1 }", empty())
                .body("unsaid.code", hasItem("BRIEF"))
                .body("summary", containsString("CDN node"))
                .body("timeline.text.join()", not(containsString("(room)")))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.windows", equalTo(10))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.open", equalTo(false))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.scope.cdn_node", equalTo("jkt-2"))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.check.met", equalTo(true))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.measures[0].type", equalTo("cdn.node_drained"))
                .body("incidents.find { it.cause == 'CDN_NODE_FAULT' }.measures[0].helped", equalTo(true))
                .body(
                        "incidents.find { it.cause == 'CDN_NODE_FAULT' }.alert",
                        containsString("CDN_NODE_FAULT was closed"))
                .body("timeline.kind", hasItems("ALERT_OPENS", "ALERT_CLOSES"))
                .body("timeline.kind", hasItems("STATUS", "INCIDENT_BEGINS", "INCIDENT_ENDS", "EVENT"))
                .body("preventions.cause", hasItem("CDN_NODE_FAULT"))
                .body("curves.metric", hasItem("audience.viewers"))
                .extract()
                .asString();
        assertFits("PostMortem", json);
        String again = given().queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(3600).toString())
                .get("/rooms/{room}/post-mortem", room)
                .asString();
        assertEquals(json, again);
    }

    @Test
    void tellsItOnAPageThatNeedsNothing() throws IOException {
        Instant start = recordIncident();
        String page = given().queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(3600).toString())
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", "zh-CN")
                .get("/rooms/{room}/post-mortem", room)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asString();
        assertTrue(page.contains("<svg") && page.contains("class=\"band\"") && page.contains("lang=\"zh-CN\""), page);
        assertTrue(page.contains("CDN 节点故障"), page);
        assertFalse(page.contains("<script") || page.contains("http://") || page.contains("https://"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
        for (String type : new String[] {"text/markdown", "text/plain"}) {
            given().queryParam("from", start.toString())
                    .queryParam("to", start.plusSeconds(3600).toString())
                    .header("Accept", type)
                    .get("/rooms/{room}/post-mortem", room)
                    .then()
                    .statusCode(200)
                    .contentType(type)
                    .body(containsString("it helped"));
        }
    }

    @Test
    void whereNothingIsThereItSaysSo() {
        given().get("/rooms/{room}/post-mortem", room)
                .then()
                .statusCode(404)
                .body("detail", containsString("livedoctor.history.raw"));
        given().queryParam("from", "2026-01-01T00:00:00Z")
                .queryParam("to", "2026-02-01T00:00:00Z")
                .get("/rooms/{room}/post-mortem", room)
                .then()
                .statusCode(400)
                .body("detail", containsString("7 days"));
    }
}
