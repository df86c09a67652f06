package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Status;
import java.util.stream.Collectors;

/**
 * A Discord message of one embed: 256 characters in the title, 4,096 in the description, 2,048 in the footer, 6,000 in all. The list of
 * allowed mentions is empty, so that nothing in it calls anybody.
 */
final class DiscordCard implements Card {
    private static final int MOST_IN_TITLE = 256;
    private static final int MOST_IN_DESCRIPTION = 4_096;
    /** What the title and the description leave of 6,000. */
    private static final int MOST_IN_FOOTER = 1_500;

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.DISCORD, brief.language());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode embed = body.putArray("embeds")
                .addObject()
                .put("title", briefText.heading(brief, MOST_IN_TITLE))
                .put(
                        "description",
                        briefText.paragraphs(brief).stream()
                                .map(lines -> String.join("\n", lines))
                                .collect(Collectors.joining("\n\n")))
                .put("color", colour(brief.status()));
        // The title becomes the link.
        brief.link().ifPresent(link -> embed.put("url", link));
        embed.putObject("footer").put("text", new BriefText(Markup.BARE, brief.language()).foot(brief));
        body.putObject("allowed_mentions").putArray("parse");
        return body;
    }

    private static int colour(Status status) {
        return switch (status) {
            case HEALTHY -> 0x2EB67D;
            case WATCH -> 0xECB22E;
            case DEGRADED -> 0xE8772E;
            case CRITICAL -> 0xE01E5A;
            case UNKNOWN -> 0x9AA0A6;
        };
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        JsonNode embed = body.get("embeds").get(0);
        return embed.get("description").asText().length() <= MOST_IN_DESCRIPTION
                && embed.at("/footer/text").asText().length() <= MOST_IN_FOOTER;
    }
}
