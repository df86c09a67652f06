package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.util.List;
import java.util.TreeMap;
import org.drools.decisiontable.parser.csv.CsvLineParser;

/** Reads a table of comma-separated values; each row is one line. */
final class CsvSheet {
    private CsvSheet() {}

    static List<Sheet> read(String text) throws Unreadable {
        Sheet sheet = new Sheet("", new TreeMap<>());
        // Excel marks what it saves as UTF-8.
        List<String> lines = text.replaceFirst("^\\uFEFF", "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > Sheet.MOST_CHARACTERS * Sheet.MOST_COLUMNS) {
                throw new Unreadable(i + 1, "the line is too long", "two tables?");
            }
            if (line.chars().filter(c -> c == '"').count() % 2 == 1) {
                throw new Unreadable(
                        i + 1, "a quote is opened and not closed in the same line", "no line break in a cell?");
            }
            if (!line.isBlank()) {
                sheet.add(i + 1, new CsvLineParser().parse(line));
            }
        }
        return List.of(sheet);
    }
}
