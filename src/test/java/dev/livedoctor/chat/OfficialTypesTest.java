package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dingtalk.api.request.OapiRobotSendRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.lark.oapi.card.enums.MessageCardButtonTypeEnum;
import com.lark.oapi.card.enums.MessageCardHeaderTemplateEnum;
import com.lark.oapi.card.model.IMessageCardActionElement;
import com.lark.oapi.card.model.IMessageCardNoteElement;
import com.lark.oapi.card.model.MessageCard;
import com.lark.oapi.card.model.MessageCardAction;
import com.lark.oapi.card.model.MessageCardConfig;
import com.lark.oapi.card.model.MessageCardElement;
import com.lark.oapi.card.model.MessageCardEmbedButton;
import com.lark.oapi.card.model.MessageCardHeader;
import com.lark.oapi.card.model.MessageCardHr;
import com.lark.oapi.card.model.MessageCardMarkdown;
import com.lark.oapi.card.model.MessageCardNote;
import com.lark.oapi.card.model.MessageCardPlainText;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.util.json.GsonContextBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonTextObjectFactory;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That the cards are what the platforms' own types say: their Java SDKs where there are any, else schemas of their TypeScript types. */
class OfficialTypesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<Cards> CARDS = List.of(
            new Cards(), new Cards(Optional.of(new Link("https://grafana.example/d/live?room={room}&report={id}"))));

    static Stream<Report> reports() {
        return Arrays.stream(Status.values())
                .flatMap(status -> Stream.of(
                        Reports.of(status, 3, 4, () -> "ordinary words"),
                        Reports.of(status, 0, 0, () -> "ordinary words"),
                        Reports.of(status, 2, 2, () -> "<!channel> *x* @all")));
    }

    private static List<JsonNode> cards(Platform platform, Report report) {
        return CARDS.stream()
                .map(cards -> {
                    try {
                        return MAPPER.readTree(cards.render(platform, Reports.ID, report, Language.ZH));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void slackKnowsEveryField(Report report) throws IOException {
        Gson gson = new GsonBuilder()
                .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
                .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
                .registerTypeAdapter(ContextBlockElement.class, new GsonContextBlockElementFactory(true))
                .create();
        for (JsonNode card : cards(Platform.SLACK, report)) {
            JsonNode blocks = card.get("blocks");
            LayoutBlock[] read = gson.fromJson(blocks.toString(), LayoutBlock[].class);
            assertEquals(blocks, MAPPER.readTree(gson.toJson(read, LayoutBlock[].class)));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void feishuWritesTheSameCard(Report report) throws IOException {
        for (JsonNode body : cards(Platform.FEISHU, report)) {
            JsonNode official = MAPPER.readTree(official(body.get("card")).String());
            // The SDK adds an empty object for links that a Markdown element does not have.
            official.get("elements").forEach(element -> ((ObjectNode) element).remove("href"));
            assertEquals(official, body.get("card"));
        }
    }

    private static MessageCard official(JsonNode card) {
        String template = card.at("/header/template").asText();
        return MessageCard.newBuilder()
                .config(MessageCardConfig.newBuilder().wideScreenMode(true).build())
                .header(MessageCardHeader.newBuilder()
                        .template(Arrays.stream(MessageCardHeaderTemplateEnum.values())
                                .filter(known -> known.getValue().equals(template))
                                .findFirst()
                                .orElseThrow())
                        .title(plain(card.at("/header/title")))
                        .build())
                .elements(StreamSupport.stream(card.get("elements").spliterator(), false)
                        .map(OfficialTypesTest::element)
                        .toArray(MessageCardElement[]::new))
                .build();
    }

    private static MessageCardElement element(JsonNode element) {
        return switch (element.get("tag").asText()) {
            case "markdown" ->
                MessageCardMarkdown.newBuilder()
                        .content(element.get("content").asText())
                        .build();
            case "hr" -> MessageCardHr.newBuilder().build();
            case "action" ->
                MessageCardAction.newBuilder()
                        .actions(new IMessageCardActionElement[] {
                            MessageCardEmbedButton.newBuilder()
                                    .buttonType(MessageCardButtonTypeEnum.PRIMARY)
                                    .url(element.at("/actions/0/url").asText())
                                    .text(plain(element.at("/actions/0/text")))
                                    .build()
                        })
                        .build();
            case "note" ->
                MessageCardNote.newBuilder()
                        .elements(new IMessageCardNoteElement[] {plain(element.at("/elements/0"))})
                        .build();
            default -> throw new AssertionError(element);
        };
    }

    private static MessageCardPlainText plain(JsonNode text) {
        return MessageCardPlainText.newBuilder()
                .content(text.get("content").asText())
                .build();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void dingTalkKnowsEveryField(Report report) throws IOException {
        JsonNode card = cards(Platform.DINGTALK, report).get(0);
        OapiRobotSendRequest.Markdown markdown =
                MAPPER.treeToValue(card.get("markdown"), OapiRobotSendRequest.Markdown.class);
        assertEquals(card.at("/markdown/title").asText(), markdown.getTitle());
        assertEquals(card.at("/markdown/text").asText(), markdown.getText());
        assertEquals(
                false,
                MAPPER.treeToValue(card.get("at"), OapiRobotSendRequest.At.class)
                        .getIsAtAll());
        assertEquals("markdown", card.get("msgtype").asText());
        JsonNode linking = cards(Platform.DINGTALK, report).get(1);
        OapiRobotSendRequest.Actioncard action =
                MAPPER.treeToValue(linking.get("actionCard"), OapiRobotSendRequest.Actioncard.class);
        assertEquals(markdown.getText(), action.getText());
        assertEquals("查看详情", action.getSingleTitle());
        assertTrue(action.getSingleURL().startsWith("https://grafana.example/d/live?room="));
        assertEquals("actionCard", linking.get("msgtype").asText());
    }

    @ParameterizedTest
    @EnumSource(names = {"TEAMS", "DISCORD", "TELEGRAM"})
    void fitsTheSchemaOfTheOfficialTypes(Platform platform) throws IOException {
        String name = "/chat/" + platform.name().toLowerCase(Locale.ROOT) + ".schema.json";
        try (InputStream text = OfficialTypesTest.class.getResourceAsStream(name)) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            for (Report report : reports().toList()) {
                for (JsonNode card : cards(platform, report)) {
                    assertEquals(List.of(), schema.validate(card.toString(), InputFormat.JSON), card.toString());
                }
            }
        }
    }
}
