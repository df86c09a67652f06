package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.DRLOutput;
import org.drools.template.parser.DataListener;
import org.drools.template.parser.DecisionTableParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of evidence, a rule in each row. Drools' decision tables make the DRL; what they want in the head of a sheet stands here
 * once, so that operators write a row of plain column names. A sheet with a RuleTable of its own is taken as it is.
 */
final class EvidenceTable {
    private static final Pattern ASSERTION =
            Pattern.compile("\\b(shows|supports|contradicts)\\s*\\(\\s*\"([A-Z0-9_]+)\"");
    private static final Set<String> LEVELS =
            Set.of("high", "low", "severe", "normal", "usual", "unusual", "rising", "falling");
    /** What the head of a Drools sheet may say besides its tables; everything else is no part of the subset. */
    private static final Set<String> HEAD = Set.of("ruleset", "import", "escapequotes", "sequential");

    private final String file;
    private final Vocabulary vocabulary;
    private final Titles titles;
    private final List<Complaint> complaints;
    private final List<Rule> rules = new ArrayList<>();

    EvidenceTable(String file, Vocabulary vocabulary, Titles titles, List<Complaint> complaints) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.titles = titles;
        this.complaints = complaints;
    }

    /** The columns of a plain table. */
    private enum Column {
        CAUSE(true),
        SAYS(true),
        WEIGHT(true),
        METRIC(true),
        LEVEL(true),
        SLICE(false),
        SYMPTOM(false),
        AND_METRIC(false),
        AND_LEVEL(false),
        WHY(true);

        private final boolean needed;

        Column(boolean needed) {
            this.needed = needed;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The head of a plain table as Drools wants it, a line for each of its rows: kind, object, snippet, label. */
    private static final String[][] DROOLS_HEAD = {
        {"NAME", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "ACTION", "ACTION"},
        {"", "", "", "", "", "", ""},
        {
            "",
            "$seen : Reading( metric == \"$1\", $2 )",
            "$seen : Reading( metric == \"$1\", $2, slice == \"$3\" )",
            "exists Symptom( code == \"$param\" )",
            "exists Reading( metric == \"$1\", $2 )",
            "insertLogical( supports( \"$1\", $2, $seen ) );",
            "insertLogical( contradicts( \"$1\", $2, $seen ) );"
        },
        {"name", "seen", "seen in", "symptom", "and", "for", "against"}
    };

    /** The rules in {@code text}, which stands for the file as {@link PackFile} has it. */
    List<Rule> read(String text) {
        try {
            List<Sheet> sheets =
                    PackFile.isText(file) ? CsvSheet.read(text) : XlsxSheets.read(PackFile.bytes(file, text));
            if (sheets.stream().allMatch(sheet -> sheet.rows().size() < 2)) {
                complain(null, 0, 0, "there is no rule in it.", "a row of column names, then a row for each rule?");
                return rules;
            }
            for (Sheet sheet : sheets) {
                read(sheet);
            }
        } catch (Unreadable e) {
            complain(null, e.row(), 0, e.getMessage() + ".", e.maybe());
        } catch (IllegalArgumentException e) {
            complain(null, 0, 0, "it is no Base64: " + e.getMessage() + ".", "the bytes of the workbook in Base64?");
        }
        return rules;
    }

    private void read(Sheet sheet) {
        boolean drools = sheet.rows().values().stream()
                .flatMap(List::stream)
                .anyMatch(cell -> cell.toLowerCase(Locale.ROOT).startsWith("ruletable"));
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener();
        try {
            listener.startSheet(sheet.name());
            List<Integer> rows = drools ? feedAsItIs(sheet, listener) : feed(sheet, listener);
            listener.finishSheet();
            if (rows.isEmpty()) {
                return;
            }
            listener.getProperties().keySet().stream()
                    .filter(key -> !HEAD.contains(String.valueOf(key).toLowerCase(Locale.ROOT)))
                    .forEach(key -> complain(
                            sheet,
                            rowOf(sheet, String.valueOf(key)),
                            0,
                            "'" + key + "' is not allowed in the head of a sheet.",
                            "delete it?"));
            sheet.rows().forEach((row, cells) -> {
                if (isForeignImport(cells)) {
                    complain(sheet, row, 0, "only the vocabulary may be imported.", "delete it?");
                }
            });
            for (org.drools.template.model.Rule rule : listener.getRuleSet().getRules()) {
                int fed = rule.getSpreadsheetRowNumber() - 1;
                check(sheet, rows.get(Math.min(fed, rows.size() - 1)), rule);
            }
        } catch (DecisionTableParseException | IllegalArgumentException | IndexOutOfBoundsException e) {
            complain(
                    sheet,
                    0,
                    0,
                    "Drools cannot read it as a decision table: " + e.getMessage() + ".",
                    "plain column names?");
        }
    }

    private static int rowOf(Sheet sheet, String word) {
        return sheet.rows().entrySet().stream()
                .filter(row -> row.getValue().stream().anyMatch(cell -> cell.equalsIgnoreCase(word)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static boolean isForeignImport(List<String> cells) {
        List<String> said = cells.stream().filter(cell -> !cell.isBlank()).toList();
        return said.size() > 1
                && said.get(0).equalsIgnoreCase("import")
                && Stream.of(said.get(1).split(","))
                        .anyMatch(one -> !one.strip().startsWith("dev.livedoctor.diagnosis."));
    }

    /** Gives Drools a sheet with a head of its own; an empty row would end the table, and what follows would be lost. */
    private static List<Integer> feedAsItIs(Sheet sheet, DataListener listener) {
        List<Integer> rows = new ArrayList<>();
        sheet.rows().forEach((number, cells) -> {
            while (rows.size() < number) {
                rows.add(rows.size() + 1);
            }
            feedRow(listener, number - 1, cells);
        });
        return rows;
    }

    private static void feedRow(DataListener listener, int row, List<String> cells) {
        listener.newRow(row, cells.size());
        for (int column = 0; column < cells.size(); column++) {
            listener.newCell(row, column, cells.get(column), DataListener.NON_MERGED);
        }
    }

    /** Gives Drools a plain sheet under the head that it wants. */
    private List<Integer> feed(Sheet sheet, DataListener listener) {
        int head = sheet.rows().firstKey();
        Map<Column, Integer> columns = columns(sheet, head, sheet.rows().getOrDefault(head, List.of()));
        if (columns.isEmpty()) {
            return List.of();
        }
        List<Integer> rows = new ArrayList<>();
        feedRow(listener, rows.size(), List.of("RuleTable evidence"));
        rows.add(head);
        for (String[] line : DROOLS_HEAD) {
            feedRow(listener, rows.size(), List.of(line));
            rows.add(head);
        }
        sheet.rows().tailMap(head + 1).forEach((number, cells) -> {
            List<String> fed = row(sheet, number, cells, columns);
            if (!fed.isEmpty()) {
                feedRow(listener, rows.size(), fed);
                rows.add(number);
            }
        });
        return rows.size() == 1 + DROOLS_HEAD.length ? List.of() : rows;
    }

    private Map<Column, Integer> columns(Sheet sheet, int head, List<String> cells) {
        Map<Column, Integer> columns = new HashMap<>();
        int before = complaints.size();
        for (int at = 0; at < cells.size(); at++) {
            String title = titles.word(cells.get(at));
            Column found = null;
            for (Column column : Column.values()) {
                found = column.title().equals(title) ? column : found;
            }
            if (found == null && !title.isEmpty()) {
                complain(sheet, head, at + 1, "there is no column '" + cells.get(at) + "'.", "one of " + names() + "?");
            } else if (found != null && columns.put(found, at) != null) {
                complain(sheet, head, at + 1, "the column '" + title + "' stands twice.", "");
            }
        }
        for (Column column : Column.values()) {
            if (column.needed && !columns.containsKey(column) && complaints.size() == before) {
                complain(sheet, head, 0, "the column '" + column.title() + "' is missing.", "one of " + names() + "?");
            }
        }
        return complaints.size() == before ? columns : Map.of();
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (Column column : Column.values()) {
            names.append(names.isEmpty() ? "" : ", ").append(column.title());
        }
        return names.toString();
    }

    /** The cells of a row as Drools' head wants them; none where something is missing. */
    private List<String> row(Sheet sheet, int number, List<String> cells, Map<Column, Integer> columns) {
        int before = complaints.size();
        Map<Column, String> row = new HashMap<>();
        columns.forEach((column, at) -> {
            String cell = at < cells.size() ? cells.get(at) : "";
            if (cell.isEmpty() && column.needed) {
                complain(sheet, number, at + 1, "'" + column.title() + "' is empty.", "");
            }
            row.put(column, cell);
        });
        int named = Collections.max(columns.values()) + 1;
        if (cells.size() > named && cells.subList(named, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            complain(
                    sheet,
                    number,
                    named + 1,
                    "there is a cell more than columns.",
                    "quotes around a text with a comma?");
        }
        if (cells.stream().anyMatch(cell -> cell.contains(",") && !cell.equals(row.get(Column.WHY)))) {
            complain(sheet, number, 0, "a cell holds one name, without a comma.", "a row for each?");
        }
        String says = titles.word(row.getOrDefault(Column.SAYS, ""));
        if (!says.equals("for") && !says.equals("against")) {
            complain(
                    sheet,
                    number,
                    columns.getOrDefault(Column.SAYS, -1) + 1,
                    "'" + says + "' is no side.",
                    "for or against?");
        }
        String seen = reading(sheet, number, row, Column.METRIC, Column.LEVEL, columns);
        String and = row.getOrDefault(Column.AND_METRIC, "").isEmpty()
                ? ""
                : reading(sheet, number, row, Column.AND_METRIC, Column.AND_LEVEL, columns);
        String slice = row.getOrDefault(Column.SLICE, "");
        String code = titles.code(row.getOrDefault(Column.CAUSE, ""));
        String symptom = titles.code(row.getOrDefault(Column.SYMPTOM, ""));
        String claim =
                code + "," + titles.word(row.getOrDefault(Column.WEIGHT, "")).toUpperCase(Locale.ROOT);
        String name =
                PackReader.stemOf(code) + ": " + stemOfFile() + (sheet.name().isEmpty() ? "" : " " + sheet.name())
                        + " row " + number + ", " + row.getOrDefault(Column.WHY, "");
        return complaints.size() > before
                ? List.of()
                : List.of(
                        name,
                        slice.isEmpty() ? seen : "",
                        slice.isEmpty() ? "" : seen + "," + slice,
                        symptom,
                        and,
                        says.equals("for") ? claim : "",
                        says.equals("for") ? "" : claim);
    }

    private String reading(
            Sheet sheet,
            int number,
            Map<Column, String> row,
            Column metric,
            Column level,
            Map<Column, Integer> columns) {
        String word = titles.word(row.getOrDefault(level, ""));
        if (!LEVELS.contains(word)) {
            complain(
                    sheet,
                    number,
                    columns.getOrDefault(level, -1) + 1,
                    "'" + word + "' is no level.",
                    vocabulary
                                    .nearest(word, LEVELS)
                                    .orElse("one of " + String.join(", ", new java.util.TreeSet<>(LEVELS)))
                            + "?");
        }
        return titles.metric(row.getOrDefault(metric, "")) + "," + word;
    }

    /** Puts what Drools made of a row to the check that every rule passes, as if it stood in the file of its cause. */
    private void check(Sheet sheet, int row, org.drools.template.model.Rule made) {
        DRLOutput drl = new DRLOutput();
        made.renderDRL(drl);
        String text = drl.getDRL();
        Matcher assertion = ASSERTION.matcher(text);
        String place = !assertion.find()
                ? "causes/" + stemOfFile()
                : (assertion.group(1).equals("shows") ? "symptoms/" : "causes/")
                        + PackReader.stemOf(assertion.group(2));
        List<Complaint> found = new ArrayList<>();
        for (Rule rule : RuleReader.readExpanded(place + ".drl", text, vocabulary, found)) {
            rules.add(new Rule(rule.name(), file, row, rule.when(), rule.then()));
        }
        List<String> cells = sheet.rows().getOrDefault(row, List.of());
        for (Complaint one : found) {
            complaints.add(one.at(file, row, column(one.problem(), cells), where(sheet) + one.problem()));
        }
    }

    /** The column of the cell that the complaint speaks of, from 1; 0 where it speaks of none. */
    private int column(String problem, List<String> cells) {
        for (int at = 0; at < cells.size(); at++) {
            for (String written : List.of(cells.get(at), titles.metric(cells.get(at)), titles.code(cells.get(at)))) {
                if (written.length() > 2 && problem.contains(written)) {
                    return at + 1;
                }
            }
        }
        return 0;
    }

    private String stemOfFile() {
        return file.substring(file.indexOf('/') + 1, file.indexOf('.'));
    }

    private void complain(@Nullable Sheet sheet, int row, int column, String problem, String maybe) {
        complaints.add(
                Complaint.of(ComplaintCode.BAD_TABLE, file, Math.max(row, 1), column, where(sheet) + problem, maybe));
    }

    private static String where(@Nullable Sheet sheet) {
        return sheet == null || sheet.name().isEmpty() ? "" : "sheet " + sheet.name() + ": ";
    }
}
