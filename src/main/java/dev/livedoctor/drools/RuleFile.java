package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of rules that is being read.
 *
 * @param path within the pack
 * @param text DRL
 * @param vocabulary the names that it may use
 * @param complaints receives whatever is wrong
 */
record RuleFile(String path, String text, Vocabulary vocabulary, List<Complaint> complaints) {

    void complain(ComplaintCode code, int line, String problem, String maybe) {
        complain(code, line, 0, problem, maybe);
    }

    /** Complains of {@code name}, which nobody knows. */
    void complain(ComplaintCode code, String name, int line, String problem, String maybe) {
        complaints.add(
                Complaint.of(code, path, Math.max(line, 1), 0, problem, maybe).withSubject(name));
    }

    void complain(ComplaintCode code, int line, int column, String problem, String maybe) {
        complaints.add(Complaint.of(code, path, Math.max(line, 1), Math.max(column, 0), problem, maybe));
    }

    /** Complains of the sign at the place {@code at} of the text. */
    void complainAt(ComplaintCode code, int at, String problem, String maybe) {
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        complain(code, line, at - text.lastIndexOf('\n', at - 1), problem, maybe);
    }

    /** The name that the file and its rules share. */
    String stem() {
        return path.substring(path.lastIndexOf('/') + 1).replace(".drl", "");
    }

    /** The symptom or cause that the rules are of. */
    String code() {
        return stem().replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the rules show a symptom; else they speak for and against a cause. */
    boolean ofSymptom() {
        return path.startsWith("symptoms/");
    }

    /** What was perhaps meant by {@code word}. */
    String maybe(String word, Set<String> known, String otherwise) {
        return vocabulary.nearest(word, known, complaints.size()).orElse(otherwise) + "?";
    }
}
