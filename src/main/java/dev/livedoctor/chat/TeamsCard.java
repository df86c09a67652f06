package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Status;

/**
 * An Adaptive Card for Microsoft Teams, which takes 28 KB. All text is in runs of rich text: they say by attributes what is bold, and
 * nothing in them is read as Markdown or as a mention.
 */
final class TeamsCard implements Card {
    private static final int MOST_BYTES = 28_000;
    private static final int MOST_IN_TITLE = 200;

    @Override
    public JsonNode write(Brief brief) {
        Language language = brief.language();
        BriefText briefText = new BriefText(Markup.RUNS, language);
        BriefText bare = new BriefText(Markup.BARE, language);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode card = body.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putNull("contentUrl")
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2")
                .put("lang", language == Language.ZH ? "zh-CN" : "en")
                .put("fallbackText", bare.heading(brief, MOST_IN_TITLE) + "\n" + Markup.BARE.words(brief.summary()));
        card.putObject("msteams").put("width", "Full");
        ArrayNode elements = card.putArray("body");
        ObjectNode head = elements.addObject()
                .put("type", "Container")
                .put("style", style(brief.status()))
                .put("bleed", true);
        TextRuns.add(head.putArray("items"), briefText.heading(brief, MOST_IN_TITLE))
                .forEach(run -> run.put("size", "Large").put("weight", "Bolder"));
        briefText.paragraphs(brief).forEach(lines -> {
            ArrayNode items = elements.addObject().put("type", "Container").putArray("items");
            lines.forEach(line -> TextRuns.add(items, line));
        });
        TextRuns.add(elements, briefText.foot(brief))
                .forEach(run -> run.put("size", "Small").put("isSubtle", true));
        brief.link()
                .ifPresent(link -> card.putArray("actions")
                        .addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", Labels.SEE_MORE.in(language))
                        .put("url", link));
        return body;
    }

    private static String style(Status status) {
        return switch (status) {
            case HEALTHY -> "good";
            case WATCH, DEGRADED -> "warning";
            case CRITICAL -> "attention";
            case UNKNOWN -> "emphasis";
        };
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        return bytes <= MOST_BYTES;
    }
}
