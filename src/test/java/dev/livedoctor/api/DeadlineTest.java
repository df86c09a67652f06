package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DeadlineTest.Impatient.class)
class DeadlineTest {

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("livedoctor.api.deadline", "0s");
        }
    }

    @Test
    void givesUpWhatNobodyWaitsFor() {
        given().contentType(ContentType.JSON)
                .body(Resource.SNAPSHOT.bytes())
                .post("/diagnose")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"));
    }
}
