package dev.livedoctor.mcp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.livedoctor.access.Owner;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":\"one\",\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    /** What a model reads gladly: some 3,000 tokens. */
    private static final int SHORT = 12_000;

    @TestHTTPResource
    URI uri;

    private Session session() {
        return new Session(uri, Owner.key());
    }

    private static Map<String, Object> snapshot() {
        try (InputStream in = Objects.requireNonNull(ToolsTest.class.getResourceAsStream("/contract/snapshot.json"))) {
            return JSON.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode structured(CallToolResult result) {
        assertFalse(Boolean.TRUE.equals(result.isError()), () -> Session.words(result));
        JsonNode structured = JSON.valueToTree(result.structuredContent());
        assertFalse(result.content().isEmpty(), "who reads an older protocol sees nothing");
        assertTrue(
                structured.toString().length() < SHORT,
                () -> structured.toString().length() + " characters");
        return structured;
    }

    /** Over some of these the protocol stumbles, and over the first it never answers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':9,'method':'tools/call','params':{}} | 200 | -32602",
                "{'id':9,'method':'tools/call','params':{'name':7}} | 200 | -32602",
                "{'id':9,'method':'tools/call','params':{'name':'diagnose','arguments':'x'}} | 200 | -32602",
                "{'id':9,'method':'tools/call','params':{'name':'diagnose','arguments':[]}} | 200 | -32602",
                "{'id':9,'method':'tools/list','params':[]} | 200 | -32602",
                "[] | 400 | -32600",
                "null | 400 | -32600",
                "5 | 400 | -32600",
                "[[]] | 400 | -32600"
            })
    void whatIsNoMessageIsToldSoAtOnce(String body, int status, int code) {
        Owner.given()
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(body.replace('\'', '"'))
                .post("/mcp")
                .then()
                .statusCode(status)
                .body("error.code", equalTo(code));
    }

    @Test
    void aResultIsShortWhateverItIsAskedOf() throws IOException {
        String text = JSON.writeValueAsString(snapshot()).replace("jkt-2", "jkt-2" + "x".repeat(1_000));
        Map<String, Object> long1000 = JSON.readValue(text, new TypeReference<>() {});
        try (Session session = session()) {
            structured(session.call("diagnose", Map.of("snapshot", long1000)));
            structured(session.call("explain", Map.of("snapshot", long1000)));
        }
    }

    @Test
    void offersToolsThatOnlyRead() {
        try (Session session = session()) {
            List<Tool> tools = session.client().listTools().tools();
            assertEquals(
                    List.of(
                            "catalog",
                            "diagnose",
                            "explain",
                            "latest_report",
                            "list_rules",
                            "look_back",
                            "post_mortem",
                            "rooms"),
                    tools.stream().map(Tool::name).sorted().toList());
            for (Tool tool : tools) {
                assertEquals(Boolean.TRUE, tool.annotations().readOnlyHint(), tool.name());
                assertTrue(JSON.valueToTree(tool.outputSchema()).toString().contains("\"properties\""), tool.name());
            }
        }
    }

    @Test
    void everyResultIsOfItsSchema() {
        try (Session session = session()) {
            given().contentType("application/json")
                    .body(snapshot())
                    .post("/diagnose")
                    .then()
                    .statusCode(200);
            record();
            Map<String, Map<String, Object>> calls = Map.of(
                    "look_back", Map.of("question", "causes", "room", "recorded-for-agents"),
                    "post_mortem", Map.of("room", "recorded-for-agents"),
                    "rooms", Map.of("search", "for-agents"),
                    "diagnose", Map.of("snapshot", snapshot()),
                    "explain", Map.of("snapshot", snapshot()),
                    "latest_report", Map.of("room", "id-beauty-07"),
                    "catalog", Map.of(),
                    "list_rules", Map.of());
            Map<String, Tool> tools =
                    session.client().listTools().tools().stream().collect(Collectors.toMap(Tool::name, tool -> tool));
            calls.forEach((name, arguments) -> {
                JsonNode result = structured(session.call(name, arguments));
                String schema = JSON.valueToTree(tools.get(name).outputSchema()).toString();
                assertEquals(
                        List.of(),
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema)
                                .validate(result.toString(), com.networknt.schema.InputFormat.JSON),
                        name);
            });
        }
    }

    /** The sample, an hour ago. */
    private static void record() {
        Map<String, Object> snapshot = new HashMap<>(snapshot());
        Instant start = Instant.now().minusSeconds(3600);
        snapshot.put("room", "recorded-for-agents");
        snapshot.put(
                "window",
                Map.of("start", start.toString(), "end", start.plusSeconds(60).toString()));
        snapshot.remove("events");
        given().contentType("application/json")
                .body(snapshot)
                .post("/rooms/recorded-for-agents/snapshots")
                .then()
                .statusCode(200);
    }

    @Test
    void readsWhatWasRecorded() {
        record();
        try (Session session = session()) {
            JsonNode rooms = structured(session.call("rooms", Map.of("search", "for-agents")));
            assertEquals("recorded-for-agents", rooms.at("/rooms/0").asText());
            JsonNode happened = structured(session.call("post_mortem", Map.of("room", "recorded-for-agents")));
            assertEquals("CDN_NODE_FAULT", happened.at("/incidents/0/cause").asText());
            JsonNode past = structured(session.call(
                    "look_back", Map.of("question", "causes", "room", "recorded-for-agents", "language", "zh")));
            assertEquals(1, past.path("rooms").asInt());
            assertTrue(past.at("/others/0").asText().contains("CDN_NODE_FAULT"), past::toString);
        }
    }

    @Test
    void diagnosesInBothLanguages() {
        try (Session session = session()) {
            JsonNode verdict = structured(session.call("diagnose", Map.of("snapshot", snapshot())));
            assertEquals("CRITICAL", verdict.path("status").asText());
            assertEquals("CDN_NODE_FAULT", verdict.at("/causes/0/code").asText());
            assertEquals("CONFIRMED", verdict.at("/causes/0/verdict").asText());
            assertEquals("cdn_node=jkt-2", verdict.at("/causes/0/scope").asText());
            assertTrue(verdict.at("/causes/0/firstAction/steps").size() > 0);
            assertTrue(structured(session.call("diagnose", Map.of("snapshot", snapshot(), "language", "zh")))
                    .path("summary")
                    .asText()
                    .contains("CDN"));
        }
    }

    @Test
    void aDiagnosisOfAnAgentIsNotTheLatestOfTheRoom() {
        try (Session session = session()) {
            Map<String, Object> snapshot = new HashMap<>(snapshot());
            snapshot.put("room", "only-asked");
            structured(session.call("diagnose", Map.of("snapshot", snapshot)));
            CallToolResult result = session.call("latest_report", Map.of("room", "only-asked"));
            assertTrue(result.isError());
            assertTrue(Session.words(result).contains("No snapshot of that room"), Session.words(result));
        }
    }

    @Test
    void explainsOneCauseOrAll() {
        try (Session session = session()) {
            JsonNode all = structured(session.call("explain", Map.of("snapshot", snapshot())));
            assertTrue(all.path("fired").size() > 0);
            assertTrue(all.path("omitted").asInt() > 0);
            JsonNode one =
                    structured(session.call("explain", Map.of("snapshot", snapshot(), "about", "CDN_NODE_FAULT")));
            one.path("fired")
                    .forEach(fired -> assertEquals(
                            "CDN_NODE_FAULT", fired.path("concludes").asText()));
        }
    }

    @Test
    void searchesTheCatalogAndTheRules() {
        try (Session session = session()) {
            JsonNode some = structured(session.call("catalog", Map.of("search", "stall", "kind", "metric")));
            assertTrue(some.toString().contains("playback.stall_ratio"));
            JsonNode one = structured(session.call("catalog", Map.of("search", "CDN_NODE_FAULT")));
            assertEquals("CAUSE", one.at("/entries/0/kind").asText());
            assertTrue(one.at("/entries/0/detail/actions").size() > 0);
            JsonNode rules = structured(session.call("list_rules", Map.of("search", "CDN_NODE_FAULT")));
            assertTrue(rules.at("/rules/0").asText().startsWith("cdn-node-fault"), rules::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diagnose | {\"snapshot\": {\"room\": \"x\"}} | /metrics",
                "diagnose | {\"snapshot\": {}} | /room",
                "diagnose | {\"snapshot\": \"text\"} | snapshot",
                "diagnose | {} | snapshot",
                "latest_report | {\"room\": \"nowhere\"} | another spelling",
                "look_back | {\"question\": \"weather\"} | stall-hours",
                "look_back | {\"question\": \"causes\", \"days\": 0} | 1 to 400",
                "post_mortem | {\"room\": \"nowhere\"} | another spelling",
                "post_mortem | {\"room\": \"nowhere\", \"from\": \"noon\"} | 2026-11-22",
                "catalog | {\"kind\": \"color\"} | METRIC, ATTRIBUTE",
                "catalog | {\"language\": \"fr\"} | en or zh"
            })
    void saysWhatIsWrongInWords(String tool, String arguments, String words) throws IOException {
        try (Session session = session()) {
            CallToolResult result = session.call(tool, JSON.readValue(arguments, new TypeReference<>() {}));
            assertTrue(result.isError());
            assertTrue(Session.words(result).contains(words), Session.words(result));
            assertFalse(Session.words(result).contains("\tat "), Session.words(result));
            assertFalse(Session.words(result).contains("Exception"), Session.words(result));
        }
    }

    @Test
    void aVisitorOfThisMachineMayDiagnoseAndNotReadRules() {
        try (Session session = new Session(uri, "")) {
            assertEquals(
                    "CRITICAL",
                    structured(session.call("diagnose", Map.of("snapshot", snapshot())))
                            .path("status")
                            .asText());
            CallToolResult refused = session.call("list_rules", Map.of());
            assertTrue(refused.isError());
            assertTrue(Session.words(refused).contains("rules:read"), Session.words(refused));
        }
    }

    private static io.restassured.specification.RequestSpecification request() {
        return given().contentType("application/json")
                .header("Accept", "application/json, text/event-stream")
                .body(INITIALIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "livedoctor:8080"})
    void strangersOpenNoSession(String host) {
        request()
                .header("Host", host)
                .post("/mcp")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .header("Mcp-Session-Id", not(containsString("")));
        given().header("Host", host).get("/mcp").then().statusCode(401);
        given().header("Host", host).delete("/mcp").then().statusCode(401);
    }

    /** Nor does it fill the log, which costs nothing but the asking. */
    @Test
    void aWrongKeyOpensNone() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    logged.add(entry.getLoggerName() + " " + entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        try {
            for (String header : List.of("Authorization", "X-API-Key")) {
                request()
                        .header(header, header.equals("Authorization") ? "Bearer ldk_wrong" : "ldk_wrong")
                        .post("/mcp")
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", containsString("Bearer"));
            }
            // What is logged late is logged before the answer to the next request.
            given().header("X-API-Key", Owner.key()).get("/rules").then().statusCode(200);
            assertEquals(List.of(), logged);
        } finally {
            root.removeHandler(log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/sse", "/mcp/messages/1", "/mcp/", "/mcp/x"})
    void thereIsNoSecondDoor(String path) {
        request().header("X-API-Key", Owner.key()).post(path).then().statusCode(404);
        given().header("X-API-Key", Owner.key()).get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%6dcp", "//mcp", "/x/../mcp", "/./mcp", "/mcp;a=b"})
    void noOtherSpellingGetsRoundTheGate(String path) {
        int status = request()
                .urlEncodingEnabled(false)
                .header("Host", "evil.example")
                .post(path)
                .statusCode();
        assertTrue(status == 401 || status == 404, path + " " + status);
    }

    @Test
    void aMessageSaysItsLengthAndIsNotTooLong() {
        request().body(" ".repeat(5 << 20)).post("/mcp").then().statusCode(413);
    }
}
