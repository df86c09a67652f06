package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Status;

/** An interactive card of Feishu and Lark, of the first schema, which every client shows. A webhook takes 20 KB. */
final class FeishuCard implements Card {
    private static final int MOST_BYTES = 20_000;
    private static final int MOST_IN_TITLE = 200;
    private static final String CONTENT = "content";
    private static final String PLAIN_TEXT = "plain_text";
    private static final String TAG = "tag";

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.FEISHU, brief.language());
        BriefText bare = new BriefText(Markup.BARE, brief.language());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msg_type", "interactive");
        ObjectNode card = body.putObject("card");
        card.putObject("config").put("wide_screen_mode", true);
        ObjectNode header = card.putObject("header").put("template", template(brief.status()));
        header.putObject("title").put(TAG, PLAIN_TEXT).put(CONTENT, bare.heading(brief, MOST_IN_TITLE));
        ArrayNode elements = card.putArray("elements");
        briefText
                .paragraphs(brief)
                .forEach(lines -> elements.addObject().put(TAG, "markdown").put(CONTENT, String.join("\n", lines)));
        brief.link().ifPresent(link -> {
            ObjectNode button = elements.addObject()
                    .put(TAG, "action")
                    .putArray("actions")
                    .addObject()
                    .put(TAG, "button")
                    .put("type", "primary")
                    .put("url", link);
            button.putObject("text").put(TAG, PLAIN_TEXT).put(CONTENT, Labels.SEE_MORE.in(brief.language()));
        });
        elements.addObject().put(TAG, "hr");
        elements.addObject()
                .put(TAG, "note")
                .putArray("elements")
                .addObject()
                .put(TAG, PLAIN_TEXT)
                .put(CONTENT, bare.foot(brief));
        return body;
    }

    private static String template(Status status) {
        return switch (status) {
            case HEALTHY -> "green";
            case WATCH -> "yellow";
            case DEGRADED -> "orange";
            case CRITICAL -> "red";
            case UNKNOWN -> "grey";
        };
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        return bytes <= MOST_BYTES;
    }
}
