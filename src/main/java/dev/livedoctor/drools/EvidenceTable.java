package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
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
            complain(null, 0, 0, "it is no Base64.", "the bytes of the workbook in Base64?");
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
        } catch (DecisionTableParseException e) {
            complain(
                    sheet,
                    rowOf(sheet, "RuleTable"),
                    0,
                    "Drools cannot read it as a decision table: " + DrlTree.firstLine(e.getMessage()) + ".",
                    "plain column names?");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            complain(
                    sheet,
                    rowOf(sheet, "RuleTable"),
                    0,
                    "Drools cannot read it as a decision table.",
                    "plain column names?");
        }
    }

    private static int rowOf(Sheet sheet, String word) {
        return sheet.rows().entrySet().stream()
                .filter(row -> row.getValue().stream()
                        .anyMatch(cell -> cell.equalsIgnoreCase(word) || cell.startsWith(word + " ")))
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
        List<Integer> rows = new ArrayList<>();
        PlainTable table = new PlainTable(
                stemOfFile(),
                sheet,
                vocabulary,
                titles,
                (code, row, column, problem, maybe) -> complain(code, sheet, row, column, problem, maybe));
        table.rows().forEach(row -> {
            feedRow(listener, rows.size(), row.getValue());
            rows.add(row.getKey());
        });
        return rows;
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
            complaints.add(one.movedTo(file, row, column(one.problem(), cells), where(sheet) + one.problem()));
        }
    }

    /** The column of the cell that the complaint speaks of, from 1; 0 where it speaks of none. */
    private int column(String problem, List<String> cells) {
        for (int at = 0; at < cells.size(); at++) {
            for (String written :
                    List.of(cells.get(at), titles.metricTitled(cells.get(at)), titles.code(cells.get(at)))) {
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
        complain(ComplaintCode.BAD_TABLE, sheet, row, column, problem, maybe);
    }

    private void complain(
            ComplaintCode code, @Nullable Sheet sheet, int row, int column, String problem, String maybe) {
        complaints.add(Complaint.of(code, file, Math.max(row, 1), column, where(sheet) + problem, maybe));
    }

    private static String where(@Nullable Sheet sheet) {
        return sheet == null || sheet.name().isEmpty() ? "" : "sheet " + sheet.name() + ": ";
    }
}
