package dev.livedoctor.adapter;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import dev.livedoctor.access.Owner;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** Where nothing is configured, nothing comes in, and it is said what to set. */
@QuarkusTest
class AdaptersClosedTest {

    @Test
    void saysWhatToSet() {
        Owner.given().get("/adapters").then().statusCode(200).body("sources", empty());
        Owner.given()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(OtlpResource.PATH)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("livedoctor.adapters.sources.otlp.type=otlp"));
        Owner.given()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(IvsResource.PATH)
                .then()
                .statusCode(404)
                .body("detail", containsString("livedoctor.adapters.sources.ivs.type=ivs"));
        Owner.given()
                .contentType(ContentType.TEXT)
                .body("a")
                .post(ObsResource.PATH, "a")
                .then()
                .statusCode(404)
                .body("detail", containsString("livedoctor.adapters.sources.obs.type=obs"));
    }
}
