package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** What each platform takes, as its documentation says it. */
final class Limits {
    private Limits() {}

    static void check(Platform platform, byte[] bytes, JsonNode body) {
        switch (platform) {
            case SLACK -> {
                atMost(50, body.get("blocks").size(), "blocks");
                atMost(4_000, body.get("text").asText().length(), "text");
                for (JsonNode block : body.get("blocks")) {
                    switch (block.get("type").asText()) {
                        case "header" -> between(150, block.get("text").get("text"), "header");
                        case "section" -> between(3_000, block.get("text").get("text"), "section");
                        case "context" -> {
                            atMost(10, block.get("elements").size(), "elements");
                            block.get("elements").forEach(element -> between(2_000, element.get("text"), "context"));
                        }
                        default -> throw new AssertionError(block);
                    }
                }
            }
            case FEISHU, DINGTALK -> atMost(20_000, bytes.length, "bytes");
            case WECOM ->
                atMost(
                        4_096,
                        body.at("/markdown/content").asText().getBytes(StandardCharsets.UTF_8).length,
                        "bytes of content");
            case TEAMS -> atMost(28_000, bytes.length, "bytes");
            case DISCORD -> {
                JsonNode embed = body.get("embeds").get(0);
                between(256, embed.get("title"), "title");
                between(4_096, embed.get("description"), "description");
                between(2_048, embed.at("/footer/text"), "footer");
                atMost(
                        6_000,
                        embed.get("title").asText().length()
                                + embed.get("description").asText().length()
                                + embed.at("/footer/text").asText().length(),
                        "embed");
            }
            case TELEGRAM -> between(4_096, body.get("text"), "text");
        }
    }

    private static void between(int most, JsonNode text, String what) {
        assertTrue(!text.asText().isBlank(), what + " is empty");
        atMost(most, text.asText().length(), what);
    }

    private static void atMost(int most, int size, String what) {
        assertTrue(size <= most, what + ": " + size);
    }
}
