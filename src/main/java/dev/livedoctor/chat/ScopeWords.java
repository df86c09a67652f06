package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Text;

/** How texts for people name a scope. */
public final class ScopeWords {
    /** Where a text of the rule pack wants the scope. */
    public static final String PLACEHOLDER = "{scope}";

    private static final Text EVERYONE = new Text("all viewers", "全部观众");

    private ScopeWords() {}

    /** The values of {@code scope}: jkt-2, or ID-JK, isp-a. */
    public static String of(Scope scope, Language language) {
        return scope.dimensions().isEmpty()
                ? EVERYONE.in(language)
                : String.join(
                        language == Language.ZH ? "、" : ", ", scope.dimensions().values());
    }

    /** {@code text} with the placeholder filled in. */
    public static String fill(String text, Scope scope, Language language) {
        if (!text.contains(PLACEHOLDER)) {
            return text;
        }
        // Chinese parts names from words by spaces, and words not at all.
        boolean word = language == Language.ZH && scope.isRoom();
        String place =
                word ? text.replace(" " + PLACEHOLDER, PLACEHOLDER).replace(PLACEHOLDER + " ", PLACEHOLDER) : text;
        return place.replace(PLACEHOLDER, of(scope, language));
    }

    /** The summary, which may quote the first action of the first cause. */
    public static String summary(Report report, Language language) {
        Scope scope = report.diagnoses().isEmpty()
                ? Scope.ROOM
                : report.diagnoses().get(0).scope();
        return fill(report.summary().in(language), scope, language);
    }
}
