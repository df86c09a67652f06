package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.access.Owner;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Alerts over HTTP. */
@QuarkusTest
class AlertsTest {
    private static final String HEALTHY = "\"audience.viewers\": 900, \"playback.stall_ratio\": 0.001,"
            + " \"ingest.dropped_frame_ratio\": 0.0, \"ingest.connected\": 1";
    private static final String CONGESTED = "\"audience.viewers\": 900, \"playback.stall_ratio\": 0.06,"
            + " \"ingest.dropped_frame_ratio\": 0.1, \"ingest.connected\": 1";

    @TestHTTPResource
    URI service;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
    private final String room = "room-" + UUID.randomUUID();

    private void minutes(int from, int to, String metrics) {
        for (int minute = from; minute < to; minute++) {
            Instant at = start.plus(Duration.ofMinutes(minute));
            given().contentType(ContentType.JSON)
                    .body("{\"window\": {\"start\": \"" + at + "\", \"end\": \"" + at.plusSeconds(60)
                            + "\"}, \"metrics\": {" + metrics + "}}")
                    .post("/rooms/{room}/snapshots", room)
                    .then()
                    .statusCode(200);
        }
    }

    private ValidatableResponse alerts(String query) {
        return given().get("/alerts?room=" + room + query).then().statusCode(200);
    }

    private int id() {
        return alerts("").extract().path("alerts[0].id");
    }

    @Test
    void anAlertFromItsOpeningToItsClosing() {
        minutes(0, 3, HEALTHY);
        alerts("").body("alerts", hasSize(0));
        minutes(3, 8, CONGESTED);
        alerts("&state=open&severity=major")
                .body("alerts", hasSize(1))
                .body("alerts[0].cause", equalTo("UPLINK_CONGESTED"))
                .body("alerts[0].title", equalTo("The host's uplink is congested"))
                .body("alerts[0].state", equalTo("OPEN"))
                .body(
                        "alerts[0].since",
                        equalTo(start.plus(Duration.ofMinutes(3)).toString()))
                .body("alerts[0].folded.code", hasItem("STALLS"))
                .body("alerts[0].check.metric", equalTo("ingest.dropped_frame_ratio"))
                .body("alerts[0].report", notNullValue());
        given().header("Accept-Language", "zh")
                .get("/alerts/{id}", id())
                .then()
                .statusCode(200)
                .body("alert.title", equalTo("主播上行网络拥塞"))
                .body("timeline.what", equalTo(List.of("OPENED")));
        String at = start.plus(Duration.ofMinutes(8)).toString();
        given().contentType(ContentType.JSON)
                .body("{\"at\": \"" + at + "\"}")
                .post("/alerts/{id}/actions", id())
                .then()
                .statusCode(200)
                .body("timeline.what", equalTo(List.of("OPENED", "ACTED")));
        minutes(8, 14, HEALTHY);
        given().get("/alerts/{id}", id())
                .then()
                .body("alert.state", equalTo("CLOSED"))
                .body("alert.ended.by", equalTo("ACTION_WORKED"))
                .body("alert.check.state", equalTo("WORKED"))
                .body("timeline.what", equalTo(List.of("OPENED", "ACTED", "WORKED", "CLOSED")));
        alerts("&state=open").body("alerts", hasSize(0));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/alerts/{id}/actions", id())
                .then()
                .statusCode(409);
    }

    @Test
    void pagesAndFilters() {
        minutes(0, 4, CONGESTED);
        minutes(4, 10, HEALTHY);
        minutes(10, 14, CONGESTED);
        int next = alerts("&limit=1").body("alerts", hasSize(1)).extract().path("next");
        alerts("&limit=1&before=" + next).body("alerts", hasSize(1)).body("alerts[0].state", equalTo("CLOSED"));
        alerts("").body("alerts[0].previous", equalTo(alerts("").extract().path("alerts[1].id")));
        alerts("&severity=critical").body("alerts", hasSize(0));
        for (String limit : List.of("0", "1001")) {
            given().get("/alerts?limit=" + limit)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("1 to 1000. Maybe limit=100?"));
        }
        given().get("/alerts?state=ajar").then().statusCode(400).body("detail", containsString("Maybe open"));
        given().get("/alerts?severity=bad").then().statusCode(400);
        given().get("/alerts/{id}", "none").then().statusCode(404).contentType("application/problem+json");
        given().get("/alerts/{id}", Long.MAX_VALUE).then().statusCode(404);
    }

    @Test
    void mutesHaveAnOwnerAReasonAndAnEnd() {
        minutes(0, 4, CONGESTED);
        String until = Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String mute = "{\"room\": \"" + room + "\", \"cause\": \"UPLINK_CONGESTED\", \"until\": \"" + until
                + "\", \"reason\": \"the line is being repaired\", \"owner\": \"ana\"}";
        given().contentType(ContentType.JSON)
                .body(mute)
                .post("/alerts/mutes")
                .then()
                .statusCode(401);
        Owner.given()
                .contentType(ContentType.JSON)
                .body(mute)
                .post("/alerts/mutes")
                .then()
                .statusCode(200);
        alerts("")
                .body("alerts[0].muted.by", equalTo("ana"))
                .body("alerts[0].muted.until", equalTo(until))
                .body("alerts[0].muted.reason", equalTo("the line is being repaired"));
        Owner.given().get("/alerts/mutes").then().statusCode(200).body("mutes.room", hasItem(room));
        Owner.given()
                .contentType(ContentType.JSON)
                .body(mute.replace(until, "2020-01-01T00:00:00Z"))
                .post("/alerts/mutes")
                .then()
                .statusCode(400);
        Owner.given()
                .contentType(ContentType.JSON)
                .body(mute.replace("ana", "ana \u202eaon\u202c"))
                .post("/alerts/mutes")
                .then()
                .statusCode(400)
                .body("detail", containsString("one line of text"));
        Owner.given()
                .delete("/alerts/mutes?room={room}&cause=UPLINK_CONGESTED", room)
                .then()
                .statusCode(204);
        Owner.given()
                .delete("/alerts/mutes?room={room}&cause=UPLINK_CONGESTED", room)
                .then()
                .statusCode(404);
        alerts("").body("alerts[0].muted", nullValue());
    }

    private static Flow.Subscriber<String> lines(List<String> lines) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                lines.add(line);
            }

            @Override
            public void onError(Throwable failure) {
                lines.add("cut off");
            }

            @Override
            public void onComplete() {
                lines.add("ended");
            }
        };
    }

    private CompletableFuture<?> view(String last, List<String> events) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(service.resolve("/alerts/stream"))
                                .header("Last-Event-ID", last)
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.fromLineSubscriber(lines(events)));
    }

    @Test
    void aLiveViewGoesOnWhereItWasCutOff() {
        minutes(0, 4, CONGESTED);
        int opened = given().get("/alerts/{id}", id()).then().extract().path("timeline[0].id");
        List<String> events = new CopyOnWriteArrayList<>();
        CompletableFuture<?> line = view(Integer.toString(opened - 1), events);
        List<String> ahead = new CopyOnWriteArrayList<>();
        CompletableFuture<?> early = view("999999999", ahead);
        await().atMost(Duration.ofSeconds(20)).until(() -> events.contains("id:" + opened));
        await().atMost(Duration.ofSeconds(20)).until(() -> !ahead.isEmpty());
        minutes(4, 10, HEALTHY);
        for (List<String> seen : List.of(events, ahead)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> seen.stream().anyMatch(event -> event.contains(room) && event.contains("\"CLOSED\"")));
        }
        assertTrue(events.contains("event:opened") && events.contains("event:closed"), events::toString);
        line.cancel(true);
        early.cancel(true);
        given().header("Last-Event-ID", "x").get("/alerts/stream").then().statusCode(400);
    }

    @Test
    void oneClientDoesNotShutOutTheOthers() {
        List<List<String>> all = new ArrayList<>();
        List<CompletableFuture<?>> lines = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            List<String> events = new CopyOnWriteArrayList<>();
            all.add(events);
            lines.add(view("0", events));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> all.stream()
                                .filter(events -> events.toString().contains("one client may have"))
                                .count()
                        >= 2);
        lines.forEach(line -> line.cancel(true));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<String> events = new CopyOnWriteArrayList<>();
            CompletableFuture<?> line = view("999999999", events);
            await().atMost(Duration.ofSeconds(5)).until(() -> !events.isEmpty());
            line.cancel(true);
            return events.toString().contains("still here");
        });
    }

    @Test
    void prometheusSeesThem() {
        minutes(0, 4, CONGESTED);
        given().get("/q/metrics")
                .then()
                .body(containsString("livedoctor_alerts_open{severity=\"major\"}"))
                .body(containsString("livedoctor_alerts_opened_total{cause=\"UPLINK_CONGESTED\",severity=\"major\"}"))
                .body(containsString("livedoctor_alerts_time_to_open_seconds_count{severity=\"major\"}"));
    }
}
