package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Cuts a line into the text runs of an Adaptive Card. */
final class TextRuns {
    /** Marks of our own, from a block that no text has any more: see {@link SafeLine}. */
    static final char STRONG = '\ue000';

    static final char NAME = '\ue001';
    private static final char END = '\ue002';

    private TextRuns() {}

    /** {@code text} as a run of {@code kind}. */
    static String marked(char kind, String text) {
        return kind + text + END;
    }

    /** Adds {@code line} to {@code items} as one block, and gives its runs. */
    static List<ObjectNode> add(ArrayNode items, String line) {
        ArrayNode inlines = items.addObject()
                .put("type", "RichTextBlock")
                .put("spacing", items.size() == 1 ? "Default" : "Small")
                .putArray("inlines");
        List<ObjectNode> runs = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) >= STRONG && line.charAt(at) <= END) {
                if (at > from) {
                    char kind = from == 0 ? END : line.charAt(from - 1);
                    runs.add(run(inlines, kind, line.substring(from, at)));
                }
                from = at + 1;
            }
        }
        return runs;
    }

    private static ObjectNode run(ArrayNode inlines, char kind, String text) {
        ObjectNode run = inlines.addObject().put("type", "TextRun").put("text", text);
        if (kind == STRONG) {
            run.put("weight", "Bolder");
        } else if (kind == NAME) {
            run.put("fontType", "Monospace");
        }
        return run;
    }
}
