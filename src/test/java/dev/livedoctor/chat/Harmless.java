package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.xml.sax.InputSource;

/** That a card calls nobody, links nowhere and is formatted as we want it and not as its texts do: read as the platform reads it. */
final class Harmless {
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}]");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern TAGS_OF_WECOM = Pattern.compile("<font color=\"(info|warning|comment)\">|</font>");

    private Harmless() {}

    static void check(Platform platform, JsonNode body) {
        for (String text : texts(body)) {
            assertFalse(HIDDEN.matcher(text).find(), "hidden characters: " + text);
            assertFalse(text.contains("@"), "mention: " + text);
        }
        switch (platform) {
            case SLACK ->
                texts(body).forEach(text -> {
                    assertFalse(text.contains("<") || text.contains(">"), text);
                    assertTrue(text.replaceAll("&(amp|lt|gt);", "").indexOf('&') < 0, text);
                    formattedByUs(text, "*", "~_");
                });
            case FEISHU ->
                body.at("/card/elements").forEach(element -> {
                    if (element.get("tag").asText().equals("markdown")) {
                        commonMark(element.get("content").asText());
                    } else {
                        texts(element).forEach(text -> assertFalse(text.contains("<"), text));
                    }
                });
            case DINGTALK -> {
                commonMark(body.at("/markdown/text").asText());
                assertFalse(body.at("/at/isAtAll").asBoolean(true));
                assertFalse(body.toString().contains("<"));
            }
            case WECOM -> {
                String content = TAGS_OF_WECOM
                        .matcher(body.at("/markdown/content").asText())
                        .replaceAll("");
                assertFalse(content.contains("<"), content);
                commonMark(content);
            }
            case TEAMS -> {
                assertFalse(body.toString().contains("<"), body.toString());
                texts(body).forEach(text -> assertFalse(text.contains("{{"), text));
                assertTrue(body.findValues("type").stream()
                        .map(JsonNode::asText)
                        .allMatch(
                                Set.of("message", "AdaptiveCard", "Container", "RichTextBlock", "TextRun")::contains));
                assertEquals(List.of(), body.findValues("entities"));
            }
            case DISCORD -> {
                assertEquals("{\"parse\":[]}", body.get("allowed_mentions").toString());
                commonMark(body.at("/embeds/0/description").asText());
                commonMark(body.at("/embeds/0/title").asText());
            }
            case TELEGRAM -> html(body.get("text").asText());
        }
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    /** Marks stand only where we put them: in pairs around what is strong, the others nowhere but within a word. */
    private static void formattedByUs(String text, String strong, String others) {
        String outside = CODE.matcher(text).replaceAll("");
        assertFalse(outside.contains("`"), text);
        for (String line : outside.split("\n")) {
            assertTrue(line.split(Pattern.quote(strong), -1).length % 2 == 1, line);
        }
        assertFalse(
                Pattern.compile("(?<![\\p{L}\\p{N}])[" + others + "]|[" + others + "](?![\\p{L}\\p{N}])")
                        .matcher(outside)
                        .find(),
                text);
    }

    private static void commonMark(String text) {
        Parser.builder().build().parse(text).accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                Node node = parent.getFirstChild();
                while (node != null) {
                    assertTrue(
                            node instanceof Document
                                    || node instanceof Paragraph
                                    || node instanceof Heading
                                    || node instanceof BlockQuote
                                    || node instanceof SoftLineBreak
                                    || node instanceof HardLineBreak
                                    || node instanceof StrongEmphasis
                                    || node instanceof Code
                                    || node instanceof Text,
                            node + " in " + text);
                    node = node.getNext();
                }
                super.visitChildren(parent);
            }
        });
    }

    private static void html(String text) {
        try {
            var tags = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<m>" + text + "</m>")))
                    .getElementsByTagName("*");
            for (int i = 1; i < tags.getLength(); i++) {
                assertTrue(Set.of("b", "code").contains(tags.item(i).getNodeName()), text);
            }
        } catch (Exception e) {
            throw new AssertionError(text, e);
        }
    }
}
