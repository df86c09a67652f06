package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import dev.livedoctor.access.Owner;
import dev.livedoctor.ruleset.TinyPack;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that would fire millions of times is named and left out; the others go on, and nobody waits. */
@QuarkusTest
@TestProfile(RulesFolderProfile.class)
class OverrunTest {
    private static final int MANY = 5_000;

    private static final String FILE = "causes/uplink-congested.drl";
    private static final String RUNAWAY =
            TinyPack.files().get(FILE).replaceFirst("import", "import dev.livedoctor.diagnosis.Event;\nimport") + """

            rule "uplink-congested: runaway"
            when
                $dropped : Reading( metric == "ingest.dropped_frame_ratio", high )
                $one : Event( type == "gift" )
                $other : Event( type == "gift" )
            then
                insertLogical( supports( "UPLINK_CONGESTED", DECISIVE, $dropped ) );
            end
            """;

    private static void change(String text) {
        Owner.given()
                .contentType(ContentType.JSON)
                .body(Map.of("files", Map.of(FILE, text)))
                .post("/rules/changes")
                .then()
                .statusCode(200);
    }

    @BeforeEach
    void letItRun() {
        change(RUNAWAY);
    }

    @AfterEach
    void restore() {
        change(TinyPack.files().get(FILE));
    }

    private static String crowd() {
        String slices = IntStream.range(0, MANY)
                .mapToObj(
                        "{\"dimensions\":{\"region\":\"r%d\"},\"metrics\":{\"audience.viewers\":50,\"playback.stall_ratio\":0.5}}"
                                ::formatted)
                .collect(Collectors.joining(","));
        String events = IntStream.range(0, MANY)
                .mapToObj(i -> "{\"type\":\"gift\",\"at\":\"2026-11-22T13:04:00Z\"}")
                .collect(Collectors.joining(","));
        return "{\"room\":\"r\",\"window\":{\"start\":\"2026-11-22T13:04:00Z\",\"end\":\"2026-11-22T13:05:00Z\"},"
                + "\"metrics\":{\"audience.viewers\":250000,\"playback.stall_ratio\":0.5,\"ingest.dropped_frame_ratio\":0.3},"
                + "\"slices\":[" + slices + "],\"events\":[" + events + "]}";
    }

    @Test
    void isNamedAndLeftOut() {
        given().contentType(ContentType.JSON)
                .body(crowd())
                .post("/diagnose")
                .then()
                .statusCode(200)
                .time(lessThan(10_000L))
                .body("diagnoses[0].cause", equalTo("UPLINK_CONGESTED"))
                .body("diagnoses[0].verdict", equalTo("CONFIRMED"))
                .body("warnings.findAll { it.code == 'RULE_OVERRUN' }.name", hasItem("uplink-congested: runaway"));
        given().get("/q/metrics")
                .then()
                .body(containsString("livedoctor_rules_overrun_total{rule=\"uplink-congested: runaway\"} 1.0"));
    }
}
