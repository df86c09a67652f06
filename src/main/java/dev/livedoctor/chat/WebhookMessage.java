package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lines that are marked up already, as the message of a platform. */
final class WebhookMessage {
    /** A section of Slack takes 3,000 characters, and nobody else less. */
    private static final int MOST = 2_900;

    private static final String CONTENT = "content";
    private static final String TAG = "tag";

    private WebhookMessage() {}

    /** How lines for {@code platform} are to be marked up. */
    static Markup markup(Platform platform) {
        return switch (platform) {
            case SLACK -> Markup.SLACK;
            case FEISHU -> Markup.FEISHU;
            case DINGTALK -> Markup.DINGTALK;
            case DISCORD -> Markup.DISCORD;
            case TELEGRAM -> Markup.TELEGRAM;
            case WECOM, TEAMS -> throw new IllegalArgumentException("nobody asks from " + platform);
        };
    }

    /** The message; of lines that are too many, the last are left out. */
    static ObjectNode of(Platform platform, List<String> lines) {
        String text = joined(lines, platform == Platform.DINGTALK ? "  \n" : "\n");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (platform) {
            case SLACK -> {
                body.put("text", lines.get(0));
                ObjectNode section = body.putArray("blocks").addObject().put("type", "section");
                section.putObject("text")
                        .put("type", "mrkdwn")
                        .put("text", text)
                        .put("verbatim", true);
            }
            case FEISHU ->
                body.put("msg_type", "interactive")
                        .putObject("card")
                        .putArray("elements")
                        .addObject()
                        .put(TAG, "markdown")
                        .put(CONTENT, text);
            case DINGTALK ->
                body.put("msgtype", "markdown")
                        .putObject("markdown")
                        .put("title", "LiveDoctor")
                        .put("text", text);
            case DISCORD -> {
                body.putArray("embeds").addObject().put("description", text);
                body.putObject("allowed_mentions").putArray("parse");
            }
            case TELEGRAM ->
                body.put("text", text)
                        .put("parse_mode", "HTML")
                        .putObject("link_preview_options")
                        .put("is_disabled", true);
            case WECOM, TEAMS -> throw new IllegalArgumentException("nobody asks from " + platform);
        }
        return body;
    }

    private static String joined(List<String> lines, String separator) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + separator.length() + line.length() > MOST) {
                return text.append(separator).append('…').toString();
            }
            text.append(text.isEmpty() ? "" : separator).append(line);
        }
        return text.toString();
    }
}
