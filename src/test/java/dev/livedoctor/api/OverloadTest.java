package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OverloadTest.Full.class)
class OverloadTest {

    public static class Full implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("livedoctor.api.in-flight", "0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diagnose", "/diagnose/batch", "/rooms/a/snapshots", "/commands/slack", "/mcp"})
    void turnsAwayWhatItCannotTakeOnAndStaysAlive(String path) {
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("status", equalTo(503));
        given().get("/q/health/ready").then().statusCode(200);
    }
}
