package dev.livedoctor.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReportsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Response diagnose(String room, String accept, String language) throws IOException {
        ObjectNode snapshot = (ObjectNode) MAPPER.readTree(Resource.SNAPSHOT.bytes());
        snapshot.put("room", room);
        return given().contentType(ContentType.JSON)
                .accept(accept)
                .header("Accept-Language", language)
                .body(snapshot.toString())
                .post("/diagnose");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void rendersTheCardThatIsAskedFor(Platform platform) throws IOException {
        diagnose("<!channel> *x* @all", platform.mediaType(), "zh-CN")
                .then()
                .statusCode(200)
                .contentType(platform.mediaType())
                .header("Content-Language", "zh-CN")
                .header("Vary", "Accept, Accept-Language")
                .body(containsString("严重"))
                .body(containsString("CDN 节点故障"));
    }

    /** Its fields and its heading: what the rules say of the room may change with them. */
    @ParameterizedTest
    @EnumSource(Platform.class)
    void answersAsTheDocumentShows(Platform platform) throws IOException {
        String type = platform.mediaType();
        JsonNode document = MAPPER.readTree(
                given().queryParam("format", "JSON").get("/openapi").asByteArray());
        JsonNode shown = document.at("/components/examples/"
                + document.at("/components/responses/Report/content")
                        .get(type)
                        .at("/examples/regionLoss/$ref")
                        .asText()
                        .replaceAll(".*/", "")
                + "/value");
        JsonNode answer = MAPPER.readTree(diagnose("id-beauty-07", type, "en").asByteArray());
        assertEquals(fields(shown), fields(answer));
        assertTrue(answer.toString().contains("🔴 CRITICAL · id-beauty-07"));
        assertTrue(shown.toString().contains("🔴 CRITICAL · id-beauty-07"));
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> fields = new TreeSet<>();
        node.fieldNames().forEachRemaining(fields::add);
        node.forEach(child -> fields.addAll(fields(child)));
        return fields;
    }

    @Test
    void prefersWhatTheClientPrefers() throws IOException {
        diagnose("a", Platform.Type.SLACK + ";q=0.5, " + Platform.Type.DISCORD, "en")
                .then()
                .contentType(Platform.Type.DISCORD);
        diagnose("a", "application/vnd.livedoctor.pager+json", "en").then().statusCode(406);
        diagnose("a", "application/*", "en").then().contentType("application/json");
    }

    @Test
    void givesAReportAgainByItsName() throws IOException {
        String report = diagnose("again", "application/json", "zh-CN").asString();
        String path = "/reports/" + MAPPER.readTree(report).get("id").asText();
        given().header("Accept-Language", "zh-CN")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(report));
        given().accept("text/markdown").get(path).then().statusCode(200).body(containsString("## CRITICAL · again"));
        given().accept(Platform.Type.SLACK)
                .get(path)
                .then()
                .contentType(Platform.Type.SLACK)
                .body("blocks[0].text.text", equalTo("🔴 CRITICAL · again"));
        given().accept("image/png").get(path).then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id-beauty-07", "<!channel> *x* @all", "a/b", "100 %", "直播间 7", "a+b?c#d", "a;b=c"})
    void givesTheLatestReportOfARoomWhateverItsName(String room) throws IOException {
        diagnose(room, "application/json", "en");
        JsonNode second =
                MAPPER.readTree(diagnose(room, "application/json", "en").asByteArray());
        JsonNode latest =
                MAPPER.readTree(given().get("/rooms/{room}/report", room).asByteArray());
        assertEquals(second, latest);
    }

    @Test
    void saysWhatItDoesNotHave() {
        given().get("/reports/{id}", "nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("No such report"))
                .body("detail", containsString("'nothing'"));
        given().get("/rooms/{room}/report", "never seen")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("'never seen'"));
    }

    @Test
    void remembersTheLinesOfABatch() throws IOException {
        String line = MAPPER.readTree(Resource.SNAPSHOT.bytes()).toString().replace("id-beauty-07", "of a batch");
        given().contentType("application/x-ndjson")
                .body(line.getBytes(StandardCharsets.UTF_8))
                .post("/diagnose/batch")
                .then()
                .statusCode(200);
        given().get("/rooms/{room}/report", "of a batch").then().statusCode(200).body("room", equalTo("of a batch"));
    }
}
