package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@QuarkusTest
class KnowledgeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private static ObjectNode openApi() throws IOException {
        return (ObjectNode) MAPPER.readTree(
                given().queryParam("format", "JSON").get("/openapi").asByteArray());
    }

    /** One of the document's schemas, able to find the others. */
    private static Schema component(String name) throws IOException {
        ObjectNode document = openApi();
        return schema(document.put("$ref", "#/components/schemas/" + name).toString());
    }

    @Test
    void tellsMetricsWithTheirThresholds() {
        given().get("/catalog")
                .then()
                .statusCode(200)
                .body("rules.keySet()", equalTo(Set.of("pack", "version", "revision")))
                .body("metrics.find { it.name == 'playback.stall_ratio' }.title.zh", equalTo("卡顿率"))
                .body("metrics.find { it.name == 'playback.stall_ratio' }.threshold.limits.high", greaterThan(0f))
                .body("metrics.find { it.name == 'playback.stall_ratio' }.of", equalTo("audience.viewers"))
                .body("attributes.find { it.name == 'stream.transport' }.values", hasItem("flv"))
                .body("attributes.find { it.name == 'room.age_days' }.threshold.limits.low", greaterThan(0f))
                .body("attributes.find { it.name == 'room.age_days' }.effective.low.layer", equalTo("base"))
                .body("symptoms.code", hasItem("STALLS"))
                .body("causes.find { it.code == 'CDN_NODE_FAULT' }.title.zh", equalTo("CDN 节点故障"));
    }

    @Test
    void tellsWhichThresholdsHoldForARoom() {
        String effective = "metrics.find { it.name == 'playback.latency_ms' }.effective.";
        given().get("/catalog").then().body(effective + "high.layer", equalTo("base"));
        given().queryParam("room", "r-1")
                .queryParam("tenant", "acme")
                .queryParam("transport", "rtc")
                .get("/catalog")
                .then()
                .statusCode(200)
                .body(effective + "high.bound", equalTo(800f))
                .body(effective + "high.layer", startsWith("thresholds.yaml:"))
                .body(effective + "chain.name", equalTo(List.of("thresholds", "base")))
                .body(effective + "chain[0].when[0].name", equalTo("stream.transport"))
                .body(effective + "chain[1].limits.high", equalTo(25_000f));
    }

    @Test
    void refusesAQueryThatNobodyUnderstands() {
        given().queryParam("transport", "rtp")
                .get("/catalog")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("one of rtc, ll_hls, flv, rtmp, hls"));
        given().queryParam("rom", "x").get("/catalog").then().statusCode(400);
    }

    @Test
    void itsSchemaAcceptsTheSnapshotAndRefusesABadOne() {
        Schema schema = schema(given().get("/schema/snapshot.json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertEquals(List.of(), schema.validate(Resource.SNAPSHOT.text(), InputFormat.JSON));
        String bad = Resource.SNAPSHOT.text().replace("0.071", "7.1");
        assertFalse(schema.validate(bad, InputFormat.JSON).isEmpty());
    }

    @Test
    void itsOpenApiDocumentHoldsForRequestsAndAnswers() throws IOException {
        String report = given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post("/diagnose")
                .asString();
        assertEquals(List.of(), component("Snapshot").validate(Resource.SNAPSHOT.text(), InputFormat.JSON));
        assertEquals(List.of(), component("Report").validate(report, InputFormat.JSON));
        String problem = given().contentType(ContentType.JSON)
                .body("{}")
                .post("/diagnose")
                .asString();
        assertEquals(List.of(), component("Problem").validate(problem, InputFormat.JSON));
        assertEquals(
                List.of(), component("Catalog").validate(given().get("/catalog").asString(), InputFormat.JSON));
    }

    @Test
    void tellsTheOpenApiDocumentAsItIsAskedFor() throws IOException {
        String json = openApi().toString();
        for (String path : new String[] {"/openapi", "/openapi.yaml", "/openapi.yml"}) {
            String yaml = given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType("application/yaml")
                    .extract()
                    .asString();
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            assertEquals(MAPPER.readTree(json), MAPPER.valueToTree(document), path);
        }
        given().get("/openapi.json").then().contentType(ContentType.JSON).body("openapi", equalTo("3.1.0"));
        given().accept(ContentType.JSON).get("/openapi").then().contentType(ContentType.JSON);
        given().get("/openapi.xml").then().statusCode(404);
    }

    @Test
    void itsExamplesAreReal() throws IOException {
        JsonNode examples = openApi().at("/components/examples");
        assertEquals(MAPPER.readTree(Resource.SNAPSHOT.bytes()), examples.at("/snapshot/value"));
        assertEquals(
                List.of(),
                component("Report").validate(examples.at("/report/value").toString(), InputFormat.JSON));
    }

    @Test
    void tellsHowItIs() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'rules' }.data.pack", equalTo("live-commerce"));
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post("/diagnose")
                .then()
                .statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("livedoctor_requests_total{outcome=\"answered\",status=\"CRITICAL\"}"))
                .body(containsString("livedoctor_phase_seconds_count{phase=\"parse\"}"))
                .body(containsString("livedoctor_diagnoses_total{cause=\"CDN_NODE_FAULT\",verdict=\"CONFIRMED\"}"))
                .body(containsString("livedoctor_rules_info{pack=\"live-commerce\""));
    }
}
