package dev.livedoctor.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is configured: /diagnose and /rooms are open on this machine, all else needs the key that only its owner may read. */
@QuarkusTest
class FreshStartTest {
    private static final String SNAPSHOT = """
            {"room": "a", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"},
             "metrics": {"audience.viewers": 900}}""";

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Test
    void everybodyOnThisMachineMayDiagnose() {
        json(SNAPSHOT).post("/diagnose").then().statusCode(200);
        given().contentType("application/x-ndjson")
                .body((SNAPSHOT.replace("\n", "") + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/diagnose/batch")
                .then()
                .statusCode(200);
        given().get("/catalog").then().statusCode(200);
        given().get("/schema/snapshot.json").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /rules/check",
        "POST, /rules/diff",
        "POST, /rules/replay",
        "PUT, /rules/shadow",
        "GET, /rules/shadow",
        "DELETE, /rules/shadow"
    })
    void rulesNeedAKeyBeforeTheBodyIsRead(String method, String path) {
        String type = path.endsWith("replay") ? "application/x-ndjson" : "application/json";
        given().contentType(type)
                .body("{ no JSON".getBytes(StandardCharsets.UTF_8))
                .request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer realm=\"livedoctor\"")
                .body("status", equalTo(401));
    }

    @Test
    void theFirstKeyOpensThemInEitherHeader() {
        json("{\"files\": {}}")
                .header("Authorization", "Bearer " + Owner.key())
                .post("/rules/diff")
                .then()
                .statusCode(200);
        Owner.given().get("/rules/shadow").then().statusCode(404);
    }

    @Test
    void onlyItsOwnerMayReadTheFirstKey() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Owner.FIRST_KEY)));
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer ldk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Authorization, Bearer nonsense",
        "Authorization, Basic YTpi",
        "Authorization, ''",
        "X-API-Key, nonsense",
        "X-API-Key, ''"
    })
    void aWrongKeyIsRefusedEverywhereAndCounted(String header, String value) {
        double before = refused();
        json(SNAPSHOT)
                .header(header, value)
                .post("/diagnose")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body(not(containsString("ldk_")));
        given().header(header, value).get("/rules/shadow").then().statusCode(401);
        assertEquals(before + 2, refused());
    }

    private static double refused() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("livedoctor_access_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void healthAndMetricsAskNobody() {
        for (String path : new String[] {"/q/health/live", "/q/health/ready", "/q/metrics", "/openapi"}) {
            given().header("X-API-Key", "nonsense").get(path).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 401", "127.0.0.1.evil.example, 401", "localhost:8080, 200", "'[::1]:8080', 200"})
    void aPageElsewhereCannotCallItselfThisMachine(String host, int status) {
        json(SNAPSHOT).header("Host", host).post("/diagnose").then().statusCode(status);
    }
}
