package dev.livedoctor.adapter;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.livedoctor.Connected;
import dev.livedoctor.access.Owner;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Measurements come in from outside, and are diagnosed as those that are posted. */
@QuarkusTest
@TestProfile(Connected.class)
class AdaptersTest {
    private static final String PROTOBUF = "application/x-protobuf";

    private final String room = "room-" + UUID.randomUUID();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);

    private static RequestSpecification otlp(String type, byte[] body) {
        return Owner.given().header("Content-Type", type).body(body);
    }

    private byte[] json() {
        return OtlpSourceTest.sample(room, now.minusSeconds(120), now.minusSeconds(60))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] protobuf() throws IOException {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().merge(new String(json(), StandardCharsets.UTF_8), request);
        return request.build().toByteArray();
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private String recorded() {
        return Owner.given().get("/rooms/{room}/snapshots", room).asString();
    }

    @Test
    void takesOtlpAsJson() {
        otlp("application/json", json())
                .post(OtlpResource.PATH)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(equalTo("{}"));
        assertTrue(recorded().contains("\"audience.viewers\":900.0"), recorded());
        Owner.given().get("/rooms/{room}/report", room).then().statusCode(200).body("symptoms.code", hasItem("STALLS"));
    }

    @Test
    void takesOtlpAsProtobufAndGzippedOnce() throws IOException {
        for (int i = 0; i < 2; i++) {
            byte[] answer = otlp(PROTOBUF, gzipped(protobuf()))
                    .header("Content-Encoding", "gzip")
                    .post(OtlpResource.PATH)
                    .then()
                    .statusCode(200)
                    .contentType(PROTOBUF)
                    .extract()
                    .asByteArray();
            assertEquals(
                    ExportMetricsServiceResponse.getDefaultInstance(), ExportMetricsServiceResponse.parseFrom(answer));
        }
        assertEquals(1, recorded().lines().count());
    }

    @Test
    void badOtlpIsRefusedInItsOwnForm() throws IOException {
        otlp("application/json", "{\"resourceMetrics\": 1}".getBytes(StandardCharsets.UTF_8))
                .post(OtlpResource.PATH)
                .then()
                .statusCode(400)
                .body("message", containsString("No metrics in OTLP"));
        byte[] status = otlp(PROTOBUF, new byte[] {1, 2, 3})
                .post(OtlpResource.PATH)
                .then()
                .statusCode(400)
                .contentType(PROTOBUF)
                .extract()
                .asByteArray();
        assertEquals(0x12, status[0]);
        otlp(PROTOBUF, protobuf())
                .header("Content-Encoding", "gzip")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(400);
        otlp(PROTOBUF, protobuf())
                .header("Content-Encoding", "br")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(415);
        otlp(PROTOBUF, gzipped(new byte[OtlpResource.MOST_BYTES + 1]))
                .header("Content-Encoding", "gzip")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(413);
        otlp("text/plain", protobuf()).post(OtlpResource.PATH).then().statusCode(415);
        byte[] bomb = ("{\"resourceMetrics\":[" + "{},".repeat(400_000) + "{}]}").getBytes(StandardCharsets.UTF_8);
        otlp("application/json", gzipped(bomb))
                .header("Content-Encoding", "gzip")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(400)
                .body("message", containsString("more than 500000 elements"));
        byte[] nested = ("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"value\":"
                        + "{\"kvlistValue\":{\"values\":[{\"value\":".repeat(3_000))
                .getBytes(StandardCharsets.UTF_8);
        otlp("application/json", nested).post(OtlpResource.PATH).then().statusCode(400);
    }

    @Test
    void aWindowTooOldIsAPartialSuccess() {
        byte[] old = OtlpSourceTest.sample(
                        room,
                        now.minus(Duration.ofDays(90)),
                        now.minus(Duration.ofDays(90)).plusSeconds(60))
                .getBytes(StandardCharsets.UTF_8);
        otlp("application/json", old)
                .post(OtlpResource.PATH)
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedDataPoints", equalTo("7"))
                .body("partialSuccess.errorMessage", containsString(room));
    }

    @Test
    void takesALogOfObs() {
        String day = now.minus(Duration.ofDays(3)).toString().substring(0, 10);
        String log = Sample.text("obs/2026-11-22 20-15-03.txt").replace("2026-11-22", day);
        for (int i = 0; i < 2; i++) {
            Owner.given()
                    .header("Content-Type", "text/plain")
                    .body(log.getBytes(StandardCharsets.UTF_8))
                    .post(ObsResource.PATH, room)
                    .then()
                    .statusCode(200)
                    .body("snapshots", equalTo(3))
                    .body("recorded", equalTo(3));
        }
        assertEquals(3, recorded().lines().count());
        assertTrue(recorded().contains("\"start\":\"" + day + "T12:41:00Z\""), recorded());
        Owner.given()
                .get("/rooms/{room}/report", room)
                .then()
                .statusCode(200)
                .body("diagnoses.cause", hasItem("UPLINK_CONGESTED"));
        Owner.given()
                .header("Content-Type", "text/plain")
                .body("")
                .post(ObsResource.PATH + "?zone=Mars", room)
                .then()
                .statusCode(400)
                .body("detail", containsString("Asia/Shanghai"));
        Owner.given()
                .header("Content-Type", "text/plain")
                .body("")
                .post(ObsResource.PATH + "?date=%2B999999999-12-31", room)
                .then()
                .statusCode(400);
        Owner.given()
                .header("Content-Type", "text/plain")
                .header("Origin", "null")
                .body(log)
                .post(ObsResource.PATH, room)
                .then()
                .statusCode(403);
    }

    @Test
    void followsALogOfObs() throws IOException {
        Path folder = Path.of(ConfigProvider.getConfig().getValue(EverySource.LOGS, String.class));
        String day = now.minus(Duration.ofDays(3)).toString().substring(0, 10);
        Files.writeString(
                folder.resolve(day + " 20-15-03.txt"),
                Sample.text("obs/2026-11-22 20-15-03.txt").replace("2026-11-22", day));
        await().until(() ->
                Owner.given().get("/rooms/studio/snapshots").asString().lines().count() == 3);
        await().until(() ->
                "RUNNING".equals(Owner.given().get("/adapters").path("sources.find { it.name == 'studio' }.state")));
    }

    @Test
    void nobodyWithoutTheRoleComesIn() {
        RestAssured.given()
                .header("Forwarded", "for=203.0.113.9")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(401);
        RestAssured.given()
                .header("Forwarded", "for=203.0.113.9")
                .get("/adapters")
                .then()
                .statusCode(401);
    }

    @Test
    @EnabledIf("dev.livedoctor.adapter.RealPrometheus#isInstalled")
    void asksPrometheusAndGoesOnWhenItComes() throws IOException, InterruptedException {
        String url = ConfigProvider.getConfig().getValue("livedoctor.adapters.sources.prometheus.url", String.class);
        await().until(() -> "FAILING"
                .equals(Owner.given().get("/adapters").path("sources.find { it.name == 'prometheus' }.state")));
        Instant start = now.minus(Duration.ofMinutes(8));
        // To ten minutes from now: on a busy machine it takes long until somebody asks.
        int scrapes = 73;
        double[] viewers = new double[scrapes];
        Arrays.fill(viewers, 640);
        double[] watch = new double[scrapes];
        double[] stall = new double[scrapes];
        for (int i = 0; i < scrapes; i++) {
            watch[i] = 9_600.0 * i;
            stall[i] = 960.0 * i;
        }
        String label = "{room=\"" + room + "\",region=\"ID-JK\"}";
        try (RealPrometheus prometheus = RealPrometheus.at(
                Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)),
                new LiveRoom()
                        .scraped("viewers" + label, start, viewers)
                        .scraped("watch_seconds_total" + label, start, watch)
                        .scraped("stall_seconds_total" + label, start, stall)
                        .text())) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> recorded().lines().count() >= 5);
            Owner.given()
                    .get("/rooms/{room}/report", room)
                    .then()
                    .statusCode(200)
                    .body("symptoms.code", hasItem("STALLS"));
            Owner.given()
                    .get("/adapters")
                    .then()
                    .statusCode(200)
                    .body("sources.find { it.name == 'prometheus' }.state", equalTo("RUNNING"))
                    .body("sources.find { it.name == 'prometheus' }.mapping", equalTo("prometheus.yaml"));
        }
    }
}
