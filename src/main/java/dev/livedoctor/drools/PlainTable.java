package dev.livedoctor.drools;

import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sheet that operators write: column names, then a rule in each row. It becomes the one that Drools' decision tables want. */
final class PlainTable {
    private static final Pattern NO_SENTENCE =
            Pattern.compile("(?i)#(?:ref|n/a|value|name|div/0|num|null)\\b.*|true|false");

    /** The head of a plain table as Drools wants it, a line for each of its rows: kind, object, snippet, label. */
    private static final List<List<String>> DROOLS_HEAD = List.of(
            List.of("RuleTable evidence"),
            List.of("NAME", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "ACTION", "ACTION"),
            List.of("", "", "", "", "", "", ""),
            List.of(
                    "",
                    "$seen : Reading( metric == \"$1\", $2 )",
                    "$seen : Reading( metric == \"$1\", $2, slice == \"$3\" )",
                    "exists Symptom( code == \"$param\" )",
                    "exists Reading( metric == \"$1\", $2 )",
                    "insertLogical( supports( \"$1\", $2, $seen ) );",
                    "insertLogical( contradicts( \"$1\", $2, $seen ) );"),
            List.of("name", "seen", "seen in", "symptom", "and", "for", "against"));

    /** Receives what is wrong in a row and a column, each from 1; 0 where the whole row is meant. */
    @FunctionalInterface
    interface Complaining {
        void of(ComplaintCode code, int row, int column, String problem, String maybe);
    }

    private final String stem;
    private final Sheet sheet;
    private final TableNames names;
    private final Complaining complaining;
    private final Map<TableColumn, Integer> columns = new EnumMap<>(TableColumn.class);
    private boolean wrong;

    PlainTable(String stem, Sheet sheet, Vocabulary vocabulary, Titles titles, Complaining complaining) {
        this.stem = stem;
        this.sheet = sheet;
        this.names = new TableNames(vocabulary, titles);
        this.complaining = complaining;
    }

    /**
     * The rows as Drools wants them, those of its head among them.
     *
     * @return number of the row in the file to its cells, in the order of the file; a row of the head has the number of the first row. Empty
     *     where no rule is left
     */
    List<Map.Entry<Integer, List<String>>> rows() {
        int head = sheet.rows().firstKey();
        readHead(head, sheet.rows().getOrDefault(head, List.of()));
        List<Map.Entry<Integer, List<String>>> rows = new ArrayList<>();
        if (wrong) {
            return rows;
        }
        checkSwapped(head);
        if (wrong) {
            return rows;
        }
        DROOLS_HEAD.forEach(line -> rows.add(Map.entry(head, line)));
        sheet.rows().tailMap(head + 1).forEach((number, cells) -> {
            wrong = false;
            List<String> row = new Row(number, cells).read();
            if (!wrong) {
                rows.add(Map.entry(number, row));
            }
        });
        return rows.size() == DROOLS_HEAD.size() ? List.of() : rows;
    }

    private void complain(ComplaintCode code, int row, int column, String problem, String maybe) {
        wrong = true;
        complaining.of(code, row, column, problem, maybe);
    }

    private void bad(int row, int column, String problem, String maybe) {
        complain(ComplaintCode.BAD_TABLE, row, column, problem, maybe);
    }

    private void readHead(int head, List<String> cells) {
        if (cells.stream().allMatch(cell -> names.column(cell) == null)) {
            bad(
                    head,
                    0,
                    "the first row names no columns.",
                    cells.size() == 1 && cells.get(0).matches(".*[;\\t].*")
                            ? "commas between the columns?"
                            : String.join(", ", TableNames.columnTitles()) + "?");
            return;
        }
        for (int at = 0; at < cells.size(); at++) {
            String cell = cells.get(at);
            TableColumn column = names.column(cell);
            if (column == null && !cell.isEmpty()) {
                bad(
                        head,
                        at + 1,
                        "there is no column '" + cell + "'.",
                        cell.contains(";") ? "a comma instead of each ; ?" : names.nearestColumn(cell));
            } else if (column != null && columns.put(column, at) != null) {
                bad(head, at + 1, "the column '" + column.title() + "' stands twice.", "one of them?");
            }
        }
        for (TableColumn column : TableColumn.values()) {
            if (column.isNeeded() && !columns.containsKey(column) && !wrong) {
                bad(head, 0, "the column '" + column.title() + "' is missing.", "a column for it?");
            }
        }
    }

    /** Complains of two columns each of which holds, in every row, what belongs into the other. */
    private void checkSwapped(int head) {
        List<Row> rows = sheet.rows().tailMap(head + 1).entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
        for (TableColumn one : columns.keySet()) {
            for (TableColumn other : columns.keySet()) {
                if (one.compareTo(other) < 0
                        && !rows.isEmpty()
                        && rows.stream().allMatch(row -> row.swaps(one, other))) {
                    bad(
                            head,
                            Math.min(columns.getOrDefault(one, 0), columns.getOrDefault(other, 0)) + 1,
                            "in every row '" + one.title() + "' stands where '" + other.title()
                                    + "' is expected, and the other way round.",
                            one.title() + " and " + other.title() + " swapped?");
                    return;
                }
            }
        }
    }

    /** A row below the head. */
    private final class Row {
        private final int number;
        private final List<String> cells;

        Row(int number, List<String> cells) {
            this.number = number;
            this.cells = cells;
        }

        /** The cells as Drools' head wants them. */
        List<String> read() {
            checkSize();
            if (wrong) {
                return List.of();
            }
            String says = name(TableColumn.SAYS);
            String weight = name(TableColumn.WEIGHT).toUpperCase(Locale.ROOT);
            String seen = name(TableColumn.METRIC) + "," + name(TableColumn.LEVEL);
            boolean both = !cell(TableColumn.AND_METRIC).isEmpty()
                    || !cell(TableColumn.AND_LEVEL).isEmpty();
            String and = both ? name(TableColumn.AND_METRIC) + "," + name(TableColumn.AND_LEVEL) : "";
            String slice = cell(TableColumn.SLICE);
            String cause = name(TableColumn.CAUSE);
            String symptom = cell(TableColumn.SYMPTOM).isEmpty() ? "" : name(TableColumn.SYMPTOM);
            String name = PackReader.stemOf(cause) + ": " + stem
                    + (sheet.name().isEmpty() ? "" : " " + sheet.name()) + " row " + number + ", "
                    + filled(TableColumn.WHY);
            boolean supports = says.equals("for");
            return List.of(
                    name,
                    slice.isEmpty() ? seen : "",
                    slice.isEmpty() ? "" : seen + "," + slice,
                    symptom,
                    and,
                    supports ? cause + "," + weight : "",
                    supports ? "" : cause + "," + weight);
        }

        private void checkSize() {
            int width = Collections.max(columns.values()) + 1;
            boolean cut = columns.entrySet().stream()
                    .anyMatch(column -> column.getKey().isNeeded() && column.getValue() >= cells.size());
            if (cut) {
                bad(
                        0,
                        "the row has " + cells.size() + " of " + width + " cells.",
                        cells.stream().anyMatch(cell -> cell.contains("，"))
                                ? ", as on an English keyboard?"
                                : cells.stream().anyMatch(cell -> cell.contains(";"))
                                        ? "a comma instead of each ; ?"
                                        : misplaced()
                                                .map(cell -> "a comma more in or before '" + cell + "'?")
                                                .orElse("the rest of it?"));
            } else if (cells.size() > width
                    && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
                bad(width + 1, "there is a cell more than columns.", "quotes around a text with a comma?");
            } else if (cells.stream().anyMatch(cell -> cell.contains(",") && !cell.equals(cell(TableColumn.WHY)))) {
                bad(0, "a cell holds one name, without a comma.", "a row for each?");
            }
        }

        /** The first cell that says nothing in its column, which it may have moved into from the next. */
        private Optional<String> misplaced() {
            return columns.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .filter(column -> column.getValue() < cells.size())
                    .filter(column -> !names.fits(column.getKey(), cell(column.getKey())))
                    .map(column -> cell(column.getKey()))
                    .filter(cell -> !cell.isEmpty())
                    .findFirst();
        }

        /** Whether each of these cells belongs into the other's column, and neither into its own. */
        boolean swaps(TableColumn one, TableColumn other) {
            return names.fits(one, cell(other))
                    && names.fits(other, cell(one))
                    && !names.fits(one, cell(one))
                    && !names.fits(other, cell(other));
        }

        private String cell(TableColumn column) {
            int at = columns.getOrDefault(column, Integer.MAX_VALUE);
            return at < cells.size() ? cells.get(at) : "";
        }

        private int place(TableColumn column) {
            return columns.getOrDefault(column, -1) + 1;
        }

        /** The cell, which must hold something, and in the place of a sentence no remnant of what Excel could not compute. */
        private String filled(TableColumn column) {
            if (column == TableColumn.WHY && NO_SENTENCE.matcher(cell(column)).matches()) {
                bad(place(column), "'" + cell(column) + "' is no sentence.", "a sentence for the report?");
            }
            if (cell(column).isEmpty()) {
                bad(
                        place(column),
                        "'" + column.title() + "' is empty.",
                        column == TableColumn.WHY ? "a sentence for the report?" : "the cell of another row?");
            }
            return cell(column);
        }

        /** What the cell says, which must be one of the names of its kind. */
        private String name(TableColumn column) {
            String name = names.name(column, filled(column));
            ComplaintCode code = names.codeOfUnknown(column);
            if (column == TableColumn.CAUSE && names.isSymptom(name)) {
                complain(code, number, place(column), name + " is a symptom, and no cause.", "the cause of it?");
            } else if (!name.isEmpty() && !names.isKnown(column, name)) {
                String problem = code == ComplaintCode.BAD_TABLE
                        ? "'" + cell(column) + "' is no " + column.kind().name().toLowerCase(Locale.ROOT) + "."
                        : name + " is declared nowhere.";
                complain(code, number, place(column), problem, names.nearest(column, name));
            }
            return name;
        }

        private void bad(int column, String problem, String maybe) {
            PlainTable.this.bad(number, column, problem, maybe);
        }
    }
}
