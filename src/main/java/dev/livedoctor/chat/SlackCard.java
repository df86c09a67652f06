package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message in Slack's Block Kit: 50 blocks at most, 150 characters in a header, 3,000 in a section, 2,000 in a context. Plain text takes
 * the same escapes as mrkdwn; {@code verbatim} keeps Slack from looking for names and links in it.
 */
final class SlackCard implements Card {
    private static final int MOST_IN_HEADER = 150;
    private static final int MOST_IN_TEXT = 3_000;
    private static final int MOST_IN_CONTEXT = 2_000;

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.SLACK, brief.language());
        String heading = briefText.heading(brief, MOST_IN_HEADER);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                // Notifications and screen readers have this instead of the blocks.
                .put("text", heading + "\n" + Markup.SLACK.words(brief.summary()))
                .put("link_names", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false);
        ArrayNode blocks = body.putArray("blocks");
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", heading)
                .put("emoji", false);
        briefText
                .paragraphs(brief)
                .forEach(lines ->
                        mrkdwn(blocks.addObject().put("type", "section").putObject("text"), String.join("\n", lines)));
        // A link needs no answer from us, as a button does.
        brief.link()
                .ifPresent(link -> mrkdwn(
                        blocks.addObject().put("type", "section").putObject("text"),
                        "<" + link.replace("&", "&amp;") + "|" + Labels.SEE_MORE.in(brief.language()) + ">"));
        mrkdwn(blocks.addObject().put("type", "context").putArray("elements").addObject(), briefText.foot(brief));
        return body;
    }

    private static void mrkdwn(ObjectNode node, String text) {
        node.put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        for (JsonNode block : body.get("blocks")) {
            if (length(block.path("text")) > MOST_IN_TEXT
                    || length(block.path("elements").path(0)) > MOST_IN_CONTEXT) {
                return false;
            }
        }
        return length(body) <= MOST_IN_TEXT;
    }

    private static int length(JsonNode text) {
        return text.path("text").asText().length();
    }
}
