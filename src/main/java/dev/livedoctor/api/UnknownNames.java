package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Warnings of names that no catalog declares, each with the known name that it is most like. */
final class UnknownNames {
    /** A sender repeats its own names with every snapshot, so their nearest names are looked for once; an attacker's are not kept. */
    private static final int MOST_REMEMBERED = 4_096;
    /** Longer names are not compared: nobody mistypes them. */
    private static final int LONGEST_COMPARED = 64;

    private final String code;
    private final Text kind;
    private final Vocabulary vocabulary;
    private final Set<String> known;
    private final Map<String, Report.Warning> remembered = new ConcurrentHashMap<>();

    UnknownNames(String code, Text kind, Vocabulary vocabulary, Set<String> known) {
        this.code = code;
        this.kind = kind;
        this.vocabulary = vocabulary;
        this.known = known;
    }

    Report.Warning warning(String name) {
        Report.Warning warning = remembered.get(name);
        if (warning == null) {
            String nearest = name.length() > LONGEST_COMPARED
                    ? null
                    : vocabulary.nearest(name, known).orElse(null);
            warning = new Report.Warning(code, name, nearest, message(name, nearest));
            if (remembered.size() < MOST_REMEMBERED && name.length() <= LONGEST_COMPARED) {
                remembered.put(name, warning);
            }
        }
        return warning;
    }

    private Text message(String name, @Nullable String nearest) {
        return new Text(
                "No " + kind.en() + " is called " + name + "." + (nearest == null ? "" : " Was " + nearest + " meant?"),
                "没有名为 " + name + " 的" + kind.zh() + "。" + (nearest == null ? "" : "是否应为 " + nearest + "？"));
    }
}
