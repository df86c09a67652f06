package dev.livedoctor.ruleset;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;

/** Guesses what was meant where a YAML text is YAML and its values mean nothing. */
final class YamlTypos {
    /** What becomes of a name and its value without a colon, without a space after it, or with one of a Chinese keyboard. */
    private static final Pattern NAME_AND_VALUE = Pattern.compile("([A-Za-z][\\w.]*)\\s*[:：\\s]\\s*(.+)");

    /** A text, in a line, that ends where a # begins, without a space behind it as before a comment: of several words, that of a reader, or the whole. */
    private static final List<Pattern> CUTS = List.of(
            Pattern.compile(
                    "^[ ]*(?:- +)*(?:[\\w.-]+:[ ]+)?(?![-\\[{\"'#&*!|>%@`])(?=[^#]*(?:[^ :] +[^ #]|\\p{IsHan}))[^#]*?\\s(#[^\\s#])"),
            Pattern.compile("^[ ]*(?:- +)*(?:en|zh|why|source|means):[ ]+(?![-\\[{\"'#&*!|>%@`])[^#]*?\\s(#[^\\s#])"),
            Pattern.compile("^[ ]*(?:- +)*(?:[\\w.-]+:[ ]+|- +)(#[^\\s#])"));

    private static final Pattern ANCHOR = Pattern.compile("(?m)(?:^|[\\s\\[{,])&\\S");

    private YamlTypos() {}

    /** Complains of a # that makes a comment of the rest of a text. */
    static void checkCut(String file, String text, List<Complaint> complaints) {
        if (!text.contains(" #")) {
            return;
        }
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.contains(" #")) {
                continue;
            }
            for (Pattern pattern : CUTS) {
                Matcher cut = pattern.matcher(line);
                if (cut.find()) {
                    complaints.add(Complaint.of(
                            ComplaintCode.CUT_TEXT,
                            file,
                            number,
                            cut.start(1) + 1,
                            "the # begins a comment, and the text ends before it.",
                            "quotes around the text?"));
                    break;
                }
            }
        }
    }

    /**
     * Complains of a & before a word, once for {@code text}: what it names is repeated nowhere, and the word is no part of the text.
     *
     * @return whether there is one: what is left of the texts is not what was written
     */
    static boolean checkAnchors(String file, String text, Yaml yaml, List<Complaint> complaints) {
        if (text.indexOf('&') < 0 || !ANCHOR.matcher(text).find()) {
            return false;
        }
        Map<String, Mark> anchors = new LinkedHashMap<>();
        for (Event event : yaml.parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                anchors.remove(alias.getAnchor());
            } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
                anchors.putIfAbsent(node.getAnchor(), event.getStartMark());
            }
        }
        anchors.entrySet().stream()
                .findFirst()
                .ifPresent(first -> complaints.add(Complaint.of(
                        ComplaintCode.YAML_SUBSET,
                        file,
                        first.getValue().getLine() + 1,
                        first.getValue().getColumn() + 1,
                        "&" + first.getKey() + " is no part of the text, but a name for it that nothing uses."
                                + (anchors.size() == 1
                                        ? ""
                                        : " It is so in " + (anchors.size() - 1) + " other places, too."),
                        "quotes around the text?")));
        return !anchors.isEmpty();
    }

    /** What was meant by {@code name}, which is not among {@code known}, where {@code told} complaints are made already. */
    static String name(String name, Set<String> known, String where, int told) {
        return name.matches("\\S+\\s.*") && known.contains(name.split("\\s", 2)[0])
                ? "a comma between the names?"
                : NearestName.to(name, known, told).orElse(where) + "?";
    }

    /** What was meant by {@code name}, which has no value. */
    static String bare(String name) {
        Matcher parts = NAME_AND_VALUE.matcher(name);
        if (parts.matches()) {
            return parts.group(1) + ": " + parts.group(2) + ", with a colon and a space?";
        }
        return YamlValue.NUMBER.matcher(name).matches() ? "no comma within a number?" : name + ": value?";
    }

    /** What was meant by {@code text}, which is no number. */
    static String number(String text) {
        if (text.codePoints().anyMatch(sign -> sign > '\u007f' && Character.isDigit(sign))) {
            return "digits as on an English keyboard?";
        }
        return text.matches("\\d+(?:[_.,']\\d+)+")
                ? "no sign between the digits?"
                : "a number in the unit of the metric, without the unit?";
    }

    /** Whether {@code text}, which is neither, was meant to be true or false. */
    static String flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yes", "y", "on", "1" -> "true?";
            case "no", "n", "off", "0" -> "false?";
            default -> NearestName.to(word, Set.of("true", "false")).orElse("true or false") + "?";
        };
    }
}
