package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The parameters of Telegram's {@code sendMessage}, but for the chat: 4,096 characters, of which tags are not even counted. */
final class TelegramCard implements Card {
    private static final int MOST_CHARACTERS = 4_096;

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.TELEGRAM, brief.language());
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(Markup.TELEGRAM.strong(briefText.heading(brief, Integer.MAX_VALUE)));
        briefText.paragraphs(brief).forEach(lines -> paragraphs.add(String.join("\n", lines)));
        paragraphs.add(briefText.foot(brief));
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("text", String.join("\n\n", paragraphs))
                .put("parse_mode", "HTML");
        brief.link()
                .ifPresent(link -> body.putObject("reply_markup")
                        .putArray("inline_keyboard")
                        .addArray()
                        .addObject()
                        .put("text", Labels.SEE_MORE.in(brief.language()))
                        .put("url", link));
        body.putObject("link_preview_options").put("is_disabled", true);
        return body;
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        return body.get("text").asText().length() <= MOST_CHARACTERS;
    }
}
