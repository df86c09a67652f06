package dev.livedoctor.command;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without secrets nobody may call. */
@QuarkusTest
class CommandsClosedTest {
    @ParameterizedTest
    @ValueSource(strings = {"slack", "feishu", "dingtalk", "discord", "telegram", "wecom", "teams", "nothing", "SLACK"})
    void isNotThereWithoutASecret(String platform) {
        given().contentType("application/json")
                .body("{}")
                .post("/commands/" + platform)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(containsString("livedoctor.commands"));
    }
}
