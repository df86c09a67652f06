package dev.livedoctor.adapter;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.Connected;
import dev.livedoctor.access.Owner;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events of AWS IVS come in over HTTP. */
@QuarkusTest
@TestProfile(Connected.class)
class IvsResourceTest {
    private final String room = "room-" + UUID.randomUUID();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);

    private String recorded() {
        return Owner.given().get("/rooms/{room}/snapshots", room).asString();
    }

    @Test
    void takesEventsOfIvsFromEventBridge() {
        String event =
                Sample.ivs("session-ended", room, now.minus(Duration.ofHours(5)).toString());
        for (int i = 0; i < 2; i++) {
            Owner.given()
                    .contentType(ContentType.JSON)
                    .body(event)
                    .post(IvsResource.PATH)
                    .then()
                    .statusCode(200)
                    .body("recorded", equalTo(1));
        }
        assertEquals(1, recorded().lines().count());
        Owner.given().get("/rooms/{room}/report", room).then().statusCode(200).body("symptoms.code", hasItem("OUTAGE"));
        Owner.given()
                .contentType(ContentType.JSON)
                .body("[" + event + ", {}]")
                .post(IvsResource.PATH)
                .then()
                .statusCode(200)
                .body("recorded", equalTo(1))
                .body("refused[0]", containsString("not an event of aws.ivs"));
        Owner.given()
                .contentType(ContentType.JSON)
                .body("{\"source\": ")
                .post(IvsResource.PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void takesEventsOfIvsFromSnsWithTheKeyAsPassword() throws IOException {
        String event = Sample.ivs("starvation-start", room, now.toString());
        Map<String, String> message = Map.of(
                "Type",
                "Notification",
                "MessageId",
                "m-1",
                "TopicArn",
                "arn:aws:sns:us-east-1:1:ivs",
                "Message",
                event);
        sns(message).then().statusCode(200).body("recorded", equalTo(1));
        assertTrue(recorded().contains("ingest.starved"), recorded());
        // Nobody makes us call what is not of Amazon.
        for (String url : List.of(
                "http://sns.us-east-1.amazonaws.com/?a",
                "https://sns.us-east-1.amazonaws.com.example.org/",
                "https://sns.us-east-1.amazonaws.com:8443/",
                "https://x@sns.us-east-1.amazonaws.com/",
                "https://169.254.169.254/latest")) {
            sns(Map.of(
                            "Type",
                            "SubscriptionConfirmation",
                            "TopicArn",
                            "arn:aws:sns:us-east-1:1:ivs",
                            "SubscribeURL",
                            url))
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("not an address of Amazon SNS"));
        }
    }

    private static io.restassured.response.Response sns(Map<String, String> message) throws IOException {
        return RestAssured.given()
                .auth()
                .preemptive()
                .basic("sns", Owner.key())
                .header("x-amz-sns-message-type", message.get("Type"))
                .header("Content-Type", "text/plain; charset=UTF-8")
                .body(new ObjectMapper().writeValueAsBytes(message))
                .post(IvsResource.PATH);
    }

    /** Amazon SNS gives name and password once it is asked for them. */
    @Test
    void whoeverComesWithoutAPasswordIsAskedForOne() {
        RestAssured.given()
                .header("Forwarded", "for=203.0.113.9")
                .header("Content-Type", "text/plain; charset=UTF-8")
                .body("{}")
                .post(IvsResource.PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"livedoctor\"");
        RestAssured.given()
                .header("Forwarded", "for=203.0.113.9")
                .get("/adapters")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"livedoctor\"");
    }

    @Test
    void noPageInABrowserSendsEvents() {
        for (Map.Entry<String, String> header : Map.of("Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site")
                .entrySet()) {
            Owner.given()
                    .header(header.getKey(), header.getValue())
                    .contentType(ContentType.TEXT)
                    .body(Sample.ivs("starvation-start", room, now.toString()))
                    .post(IvsResource.PATH)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("browser"));
        }
    }

    @Test
    void aWrongPasswordIsNoKey() {
        RestAssured.given()
                .auth()
                .preemptive()
                .basic("sns", "wrong")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(IvsResource.PATH)
                .then()
                .statusCode(401);
    }
}
