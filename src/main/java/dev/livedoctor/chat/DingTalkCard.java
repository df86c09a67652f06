package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of a DingTalk robot, which takes 20,000 bytes: an action card where it has a button to show, else Markdown. The title is what a
 * phone's lock screen shows.
 */
final class DingTalkCard implements Card {
    private static final int MOST_BYTES = 20_000;
    private static final int MOST_IN_TITLE = 64;
    /** DingTalk joins lines, unless two blanks end them. */
    private static final String BREAK = "  \n";

    @Override
    public JsonNode write(Brief brief) {
        BriefText briefText = new BriefText(Markup.DINGTALK, brief.language());
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("### " + briefText.heading(brief, Integer.MAX_VALUE));
        briefText.paragraphs(brief).forEach(lines -> paragraphs.add(String.join(BREAK, lines)));
        paragraphs.add("> " + briefText.foot(brief));
        String type = brief.link().isPresent() ? "actionCard" : "markdown";
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", type);
        ObjectNode message = body.putObject(type)
                .put("title", new BriefText(Markup.BARE, brief.language()).heading(brief, MOST_IN_TITLE))
                .put("text", String.join("\n\n", paragraphs));
        brief.link()
                .ifPresentOrElse(
                        link -> message.put("singleTitle", Labels.SEE_MORE.in(brief.language()))
                                .put("singleURL", link),
                        () -> body.putObject("at").put("isAtAll", false));
        return body;
    }

    @Override
    public boolean fits(JsonNode body, int bytes) {
        return bytes <= MOST_BYTES;
    }
}
