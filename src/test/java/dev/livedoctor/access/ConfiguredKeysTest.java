package dev.livedoctor.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With keys configured it listens anywhere, and everybody needs one. */
@QuarkusTest
@TestProfile(ConfiguredKeysTest.Configured.class)
class ConfiguredKeysTest {
    private static final Path FILE = Path.of("target", "access", "keys.yaml");
    static final Map<String, Secret> SECRETS = Map.of(
            "diagnose", Secret.generate(),
            "record", Secret.generate(),
            "rules:read", Secret.generate(),
            "rules:edit", Secret.generate(),
            "rules:promote", Secret.generate(),
            "notify", Secret.generate(),
            "expired", Secret.generate());

    /** Listens to everybody, and takes tokens, too. */
    public static class Configured implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(FILE.getParent());
                new KeyFile(FILE).write(keys());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Map.of("livedoctor.access.keys", FILE.toString(), "quarkus.http.host", "0.0.0.0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TokenTest.Provider.class));
        }
    }

    private static List<ApiKey> keys() {
        List<ApiKey> keys = new ArrayList<>();
        Roles.ALL.forEach(role -> keys.add(
                ApiKey.of(role.replace(':', '-'), SECRETS.get(role), List.of(role), Optional.empty(), "it's one")));
        keys.add(ApiKey.of("old", SECRETS.get("expired"), Roles.ALL, Optional.of("2020-01-31"), ""));
        return keys;
    }

    @Inject
    Keys keys;

    @ParameterizedTest
    @CsvSource({
        // holder, /diagnose, record, read, edit
        "diagnose, 400, 403, 403, 403",
        "record, 400, 400, 403, 403",
        "rules:read, 403, 403, 404, 403",
        "rules:edit, 403, 403, 404, 404",
        "rules:promote, 403, 403, 404, 403",
        "notify, 403, 403, 403, 403",
        "expired, 401, 401, 401, 401",
        "nobody, 401, 401, 401, 401"
    })
    void eachRoleOpensItsDoors(String holder, int diagnose, int record, int read, int edit) {
        assertEquals(read, as(holder).get("/rules/shadow").statusCode());
        assertEquals(edit, as(holder).delete("/rules/shadow").statusCode());
        assertEquals(diagnose, post(holder, "/diagnose"));
        assertEquals(record, post(holder, "/rooms/a/snapshots"));
    }

    private static int post(String holder, String path) {
        return as(holder).contentType("application/json").body("{").post(path).statusCode();
    }

    private static RequestSpecification as(String holder) {
        return SECRETS.containsKey(holder)
                ? given().header(
                                "Authorization", "Bearer " + SECRETS.get(holder).reveal())
                : given();
    }

    @Test
    void aMissingRoleIsAProblem() {
        as("diagnose")
                .get("/rules/shadow")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("status", equalTo(403));
    }

    @Test
    void whoMayDiagnoseMayNotReadWhatWasRecorded() {
        for (String path : List.of("/alerts", "/alerts/1", "/alerts/stream", "/alerts/mutes")) {
            as("diagnose").get(path).then().statusCode(403);
        }
    }

    @Test
    void takesChangesOfTheFileAndOutlivesMistakesInIt() throws IOException {
        KeyFile file = new KeyFile(FILE);
        Secret fresh = Secret.generate();
        List<ApiKey> more = new ArrayList<>(keys());
        more.add(ApiKey.of("fresh", fresh, List.of("rules:read"), Optional.empty(), ""));
        file.write(more);
        keys.refresh(file);
        given().header("X-API-Key", fresh.reveal()).get("/rules/shadow").then().statusCode(404);

        Files.writeString(FILE, "- {id: half");
        keys.refresh(file);
        given().header("X-API-Key", fresh.reveal()).get("/rules/shadow").then().statusCode(404);

        file.write(keys());
        keys.refresh(file);
        given().header("X-API-Key", fresh.reveal()).get("/rules/shadow").then().statusCode(401);
    }
}
