package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a report says of who is hit. */
final class NamedScopes {
    private NamedScopes() {}

    /** The scopes of the diagnoses, then of the symptoms, each once; the whole room is no answer. */
    static List<Scope> of(Report report) {
        return Stream.concat(
                        report.diagnoses().stream().map(Report.Diagnosis::scope),
                        report.symptoms().stream().map(Report.SymptomFound::scope))
                .filter(Predicate.not(Scope::isRoom))
                .distinct()
                .toList();
    }
}
