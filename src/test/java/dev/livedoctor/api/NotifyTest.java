package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.livedoctor.Connected;
import dev.livedoctor.access.Owner;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.notify.FakePlatform;
import dev.livedoctor.notify.Notifications;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service tells its targets. */
@QuarkusTest
@TestProfile(Connected.class)
class NotifyTest {
    private static FakePlatform platform;

    @Inject
    Optional<Notifications> notifications;

    @Inject
    Mutes mutes;

    @BeforeAll
    static void listen() throws IOException {
        String url = ConfigProvider.getConfig().getValue("livedoctor.notifications.targets.feishu.url", String.class);
        platform = new FakePlatform(URI.create(url).getPort());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void fresh() {
        platform.script(call -> FakePlatform.answer(200, "{\"code\":0}"));
    }

    private static RequestSpecification snapshot(RequestSpecification who) {
        return who.contentType(ContentType.JSON).body(Resource.SNAPSHOT.bytes());
    }

    private List<FakePlatform.Call> to(String path) {
        return platform.calls().stream()
                .filter(call -> call.uri().startsWith(path))
                .toList();
    }

    @Test
    void tellsEveryTargetAndSaysWhom() throws IOException {
        String id = snapshot(Owner.given())
                .post("/diagnose?notify=true")
                .then()
                .statusCode(200)
                .header("Livedoctor-Notified", containsString("events"))
                .extract()
                .path("id");
        // Alerts that other tests have raised may be told meanwhile.
        FakePlatform.Call event = await().until(
                        () -> to("/events").stream()
                                .filter(call -> call.field("/id").equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertEquals(
                "application/cloudevents+json; charset=utf-8", event.headers().getFirst("Content-Type"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(new Resource("/cloudevents/cloudevents.json").text());
        List<Error> errors = schema.validate(event.body(), InputFormat.JSON);
        assertEquals(List.of(), errors);
        given().accept(ContentType.JSON)
                .get("/reports/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("diagnoses[0].cause", equalTo(event.field("/data/diagnoses/0/cause")));
    }

    @Test
    void aPlatformGetsItsCard() {
        int before = to("/feishu").size();
        snapshot(Owner.given().accept("application/vnd.livedoctor.slack+json"))
                .post("/diagnose?notify=true")
                .then()
                .statusCode(200)
                .contentType("application/vnd.livedoctor.slack+json")
                .header("Livedoctor-Notified", equalTo("events, feishu"));
        await().until(() -> to("/feishu").size() > before);
        assertEquals("interactive", to("/feishu").get(before).field("/msg_type"));
    }

    @Test
    void nobodyIsToldUnasked() {
        List<String> unasked = Stream.of("", "?notify=false")
                .<String>map(query -> snapshot(given())
                        .post("/diagnose" + query)
                        .then()
                        .statusCode(200)
                        .header("Livedoctor-Notified", nullValue())
                        .extract()
                        .path("id"))
                .toList();
        // Nobody is to believe that somebody was told.
        for (String query : List.of("notify=1", "notify=yes", "notify=", "notify", "explain=1")) {
            snapshot(Owner.given())
                    .post("/diagnose?" + query)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(" must be true or false. Maybe "));
        }
        assertTrue(to("/events").stream().noneMatch(call -> unasked.contains(call.field("/id"))));
    }

    @Test
    void onlyWhoMayHasOthersTold() {
        snapshot(given()).post("/diagnose?notify=true").then().statusCode(401);
        given().get("/notifications/targets").then().statusCode(401);
    }

    @Test
    void aBadSnapshotIsABadSnapshot() {
        for (String accepted : List.of("application/json", "text/plain")) {
            Owner.given()
                    .accept(accepted)
                    .contentType(ContentType.JSON)
                    .body("{")
                    .post("/diagnose?notify=true")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void aMutedRoomIsNotTold() throws IOException {
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(Resource.SNAPSHOT.bytes());
        body.put("room", "muted-room");
        mutes.mute("muted-room", Instant.now().plusSeconds(600), "tester", "rehearsal");
        assertEquals("rehearsal", mutes.find("muted-room").orElseThrow().reason());
        Owner.given()
                .contentType(ContentType.JSON)
                .body(body.toString())
                .post("/diagnose?notify=true")
                .then()
                .statusCode(200)
                .header("Livedoctor-Notified", equalTo(""));
        assertTrue(mutes.unmute("muted-room"));
        assertFalse(mutes.unmute("muted-room"));
        assertEquals(List.of(), mutes.all());
    }

    private void recordStalls(String room, int minutes, int from) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);
        for (int minute = from; minute < from + minutes; minute++) {
            Instant at = start.plusSeconds(60L * minute);
            given().contentType(ContentType.JSON)
                    .body(
                            "{\"window\": {\"start\": \"" + at + "\", \"end\": \"" + at.plusSeconds(60)
                                    + "\"}, \"attributes\": {\"room.market\": \"ID\"}, \"metrics\": {\"audience.viewers\": 900,"
                                    + " \"playback.stall_ratio\": 0.06, \"ingest.dropped_frame_ratio\": 0.1, \"ingest.connected\": 1}}")
                    .post("/rooms/{room}/snapshots", room)
                    .then()
                    .statusCode(200);
        }
    }

    private List<FakePlatform.Call> toldOf(String room, String path) {
        return to(path).stream().filter(call -> call.body().contains(room)).toList();
    }

    @Test
    void alertsAreToldInTheLanguageOfTheTargetUnlessMuted() {
        String muted = "muted-" + UUID.randomUUID();
        mutes.mute(muted, "UPLINK_CONGESTED", Instant.now().plusSeconds(600), "ana", "known");
        recordStalls(muted, 4, 0);
        String room = "stalls-" + UUID.randomUUID();
        recordStalls(room, 4, 0);
        await().until(() ->
                !toldOf(room, "/events").isEmpty() && !toldOf(room, "/feishu").isEmpty());
        FakePlatform.Call event = toldOf(room, "/events").get(0);
        assertEquals("dev.livedoctor.alert", event.field("/type"));
        assertEquals("OPENED", event.field("/data/what"));
        assertEquals("UPLINK_CONGESTED", event.field("/data/alert/cause"));
        assertTrue(toldOf(room, "/feishu").get(0).body().contains("主播上行网络拥塞"));
        assertEquals(List.of(), toldOf(muted, "/events"));
        mutes.unmute(muted, "UPLINK_CONGESTED");
    }

    @Test
    void whatWasGivenUpIsSeenAndSentAgain() {
        platform.script(call -> FakePlatform.answer(400, "s3cret-of-the-path? no"));
        snapshot(Owner.given()).post("/diagnose?notify=true").then().statusCode(200);
        await().until(() -> notifications.orElseThrow().depth("events").dead() > 0
                && notifications.orElseThrow().depth("feishu").dead() > 0);
        String answer = Owner.given()
                .get("/notifications/dead-letters?target=events")
                .then()
                .statusCode(200)
                .body("deadLetters", hasSize(1))
                .body("deadLetters[0].why", equalTo("400: …? no"))
                .body("deadLetters[0].attempts", equalTo(3))
                .extract()
                .asString();
        assertFalse(answer.contains("s3cret"), answer);
        Owner.given()
                .get("/notifications/targets")
                .then()
                .statusCode(200)
                .body("targets.find { it.name == 'events' }.state", equalTo("FAILING"))
                .body("targets.find { it.name == 'events' }.dead", equalTo(1));
        platform.script(call -> FakePlatform.answer(200, "{\"code\":0}"));
        int id = Owner.given().get("/notifications/dead-letters?target=events").path("deadLetters[0].id");
        Owner.given()
                .post("/notifications/dead-letters/" + id + "/retry")
                .then()
                .statusCode(204);
        Owner.given()
                .post("/notifications/dead-letters/" + id + "/retry")
                .then()
                .statusCode(404);
        Owner.given().get("/notifications/dead-letters?limit=0").then().statusCode(400);
        Owner.given().delete("/notifications/dead-letters/none").then().statusCode(404);
        Owner.given()
                .post("/notifications/dead-letters/retry?target=feishuu")
                .then()
                .statusCode(404)
                .body("detail", containsString("No target is called 'feishuu'. Maybe target="))
                .body("detail", containsString("target=feishu"));
        Owner.given()
                .post("/notifications/dead-letters/retry")
                .then()
                .statusCode(400)
                .body("detail", containsString("target=feishu"));
        Owner.given()
                .post("/notifications/dead-letters/retry?target=feishu")
                .then()
                .statusCode(200)
                .body("retried", equalTo(1));
        await().until(() -> notifications.orElseThrow().counts("events").sent() > 0
                && notifications.orElseThrow().depth("events").waiting() == 0
                && notifications.orElseThrow().depth("feishu").waiting() == 0);
        String metrics = given().get("/q/metrics").asString();
        assertTrue(metrics.contains("livedoctor_notifications_dead_total{target=\"events\"}"), metrics);
        assertTrue(metrics.contains("livedoctor_notifications_oldest_seconds{target=\"feishu\"}"), metrics);
        assertFalse(metrics.contains("s3cret"), "a secret in the metrics");
    }
}
