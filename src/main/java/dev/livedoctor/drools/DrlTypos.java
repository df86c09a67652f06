package dev.livedoctor.drools;

import java.util.List;
import java.util.regex.Pattern;

/** What those write who know other languages, and what they mean. Asked of broken files only, so that no start waits for the patterns. */
final class DrlTypos {
    private record Slip(Pattern written, String meant) {
        static Slip of(String written, String meant) {
            return new Slip(Pattern.compile(written), meant);
        }
    }

    /** The first that fits counts. */
    private static final List<Slip> SLIPS = List.of(
            Slip.of("\\$\\w+\\s*=\\s*\\w+\\s*\\(", ": instead of =?"),
            Slip.of("\\$\\w+\\s+[A-Z]\\w*\\s*\\(", "a colon after the variable?"),
            Slip.of("\\b(?:Not|NOT|no|No|NO)\\s+\\w+\\s*\\(|![ ]*[A-Z]\\w*[ ]*\\(", "not?"),
            Slip.of("\\b(?:Exists|EXISTS|exist|Exist)\\s+\\w+\\s*\\(", "exists?"),
            Slip.of(",\\s*not\\s+\\w+", "! instead of not?"),
            Slip.of(",\\s*\\)", "one comma less?"),
            Slip.of("=>", ">=?"),
            Slip.of("=<", "<=?"),
            Slip.of("<>", "!=?"),
            Slip.of("\\d,\\d", "a point in the number?"),
            Slip.of("\\w\\s+and\\s+\\w", "a comma instead of and?"),
            Slip.of("\\w\\s+or\\s+\\w", "|| instead of or?"),
            Slip.of("\\w\\s+is\\s+[\\w\"]", "== instead of is?"),
            Slip.of("[\\w ]=[^=]", "== instead of =?"),
            Slip.of("\"\"\\s+[\\w!]", "a comma between the constraints?"));

    private DrlTypos() {}

    /** What was perhaps meant in {@code line} of {@code file}, which the parser does not understand. */
    static String meant(int line, RuleFile file) {
        String text = file.text().lines().skip(line - 1L).findFirst().orElse("").replaceAll("\"[^\"]*\"|//.*", "\"\"");
        return SLIPS.stream()
                .filter(slip -> slip.written.matcher(text).find())
                .map(Slip::meant)
                .findFirst()
                .orElse("rule \"" + file.stem() + ": why\" when patterns then one assertion end?");
    }
}
