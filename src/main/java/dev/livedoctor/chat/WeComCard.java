package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Markdown message of a WeCom group robot: 4,096 bytes of content. Its Markdown has colours, and no lists. */
final class WeComCard implements Card {
    private static final int MOST_BYTES = 4_096;

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.WECOM, brief.language());
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("### " + coloured(colour(brief.status()), briefText.heading(brief, Integer.MAX_VALUE)));
        briefText.paragraphs(brief).forEach(lines -> paragraphs.add(String.join("\n", lines)));
        brief.link().ifPresent(link -> paragraphs.add("[" + Labels.SEE_MORE.in(brief.language()) + "](" + link + ")"));
        paragraphs.add(coloured(
                "comment", brief.window() + " · " + new BriefText(Markup.DINGTALK, brief.language()).source(brief)));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("content", String.join("\n\n", paragraphs));
        return body;
    }

    private static String coloured(String colour, String text) {
        return "<font color=\"" + colour + "\">" + text + "</font>";
    }

    private static String colour(Status status) {
        return switch (status) {
            case HEALTHY -> "info";
            case WATCH, DEGRADED, CRITICAL -> "warning";
            case UNKNOWN -> "comment";
        };
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        return body.at("/markdown/content").asText().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
