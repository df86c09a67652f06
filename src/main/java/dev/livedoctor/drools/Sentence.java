package dev.livedoctor.drools;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.drools.drl.parser.lang.dsl.DSLTokenizedMappingFile;
import org.drools.drl.parser.lang.dsl.DefaultExpander;

/**
 * One sentence of a language.
 *
 * @param condition whether it stands under when; else under then
 * @param key words and {variables}
 * @param value one line of DRL
 */
record Sentence(boolean condition, String key, String value) {
    private static final String VARIABLE = "\\{[A-Za-z0-9]+}";

    /** Whether the words of this stand in {@code line} in their order, from its beginning to its end; one look for each. */
    boolean says(String line) {
        List<String> words = List.of(key.split(VARIABLE, -1));
        int at = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int found = i == words.size() - 1 && i > 0 ? line.length() - word.length() : line.indexOf(word, at);
            boolean inPlace = i == 0 ? found == 0 : found > at && line.startsWith(word, found);
            if (!inPlace) {
                return false;
            }
            at = found + word.length();
        }
        return words.size() > 1 || at == line.length();
    }

    int ownCharacters() {
        return key.replaceAll(VARIABLE, "").length();
    }

    /** What Drools makes of {@code line}, which this says: one line of DRL; empty where Drools reads it otherwise. */
    Optional<String> expand(String line) {
        DSLTokenizedMappingFile mapping = new DSLTokenizedMappingFile();
        try {
            if (!mapping.parseAndLoad(new StringReader(
                    (condition ? "[when]" : "[then]") + key + "=" + value.replace("$", "\\$") + "\n"))) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text does not fail", e);
        }
        DefaultExpander expander = new DefaultExpander();
        expander.addDSLMapping(mapping.getMapping());
        String expanded = expander.expand(
                "rule \"r\"\nwhen\n" + (condition ? line : "") + "\nthen\n" + (condition ? "" : line) + "\nend\n");
        List<String> lines = expanded.lines().toList();
        int at = condition ? 2 : 4;
        return expander.hasErrors() || lines.size() <= at
                ? Optional.empty()
                : Optional.of(lines.get(at).strip());
    }
}
