package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sheet that operators write: column names, then a rule in each row. It becomes the one that Drools' decision tables want. */
final class PlainTable {
    private static final Set<String> LEVELS =
            Set.of("high", "low", "severe", "normal", "usual", "unusual", "rising", "falling", "halved");

    private static final Set<String> SIDES = Set.of("for", "against");
    private static final Set<String> WEIGHTS = Stream.of(Weight.values())
            .map(weight -> weight.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

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
    private final Vocabulary vocabulary;
    private final Titles titles;
    private final Complaining complaining;
    private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
    private boolean wrong;

    PlainTable(String stem, Sheet sheet, Vocabulary vocabulary, Titles titles, Complaining complaining) {
        this.stem = stem;
        this.sheet = sheet;
        this.vocabulary = vocabulary;
        this.titles = titles;
        this.complaining = complaining;
    }

    /** Every word that a language may translate. */
    static Set<String> words() {
        Set<String> words = new TreeSet<>(LEVELS);
        words.addAll(SIDES);
        words.addAll(WEIGHTS);
        Stream.of(Column.values()).map(Column::title).forEach(words::add);
        return words;
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

    private void readHead(int head, List<String> cells) {
        Map<String, Column> known = new TreeMap<>();
        Stream.of(Column.values()).forEach(column -> known.put(column.title(), column));
        if (cells.stream().noneMatch(cell -> known.containsKey(titles.word(cell)))) {
            complain(
                    ComplaintCode.BAD_TABLE,
                    head,
                    0,
                    "the first row names no columns.",
                    cells.size() == 1 && cells.get(0).matches(".*[;\\t].*")
                            ? "commas between the columns?"
                            : String.join(", ", known.keySet()) + "?");
            return;
        }
        for (int at = 0; at < cells.size(); at++) {
            String cell = cells.get(at);
            Column column = known.get(titles.word(cell));
            if (column == null && !cell.isEmpty()) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        head,
                        at + 1,
                        "there is no column '" + cell + "'.",
                        cell.contains(";")
                                ? "a comma instead of each ; ?"
                                : nearest(cell, known.keySet(), titles.words().keySet()));
            } else if (column != null && columns.put(column, at) != null) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        head,
                        at + 1,
                        "the column '" + column.title() + "' stands twice.",
                        "one of them?");
            }
        }
        for (Column column : Column.values()) {
            if (column.needed && !columns.containsKey(column) && !wrong) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        head,
                        0,
                        "the column '" + column.title() + "' is missing.",
                        "a column for it?");
            }
        }
    }

    /** The name most like {@code word}: what people call it first; else what there is. */
    private String nearest(String word, Set<String> names, Set<String> called) {
        return vocabulary
                        .nearest(word, called)
                        .or(() -> vocabulary.nearest(word, names))
                        .orElseGet(() -> names.size() > Column.values().length
                                ? "a line for it in metrics.yaml, or a file in knowledge/"
                                : "one of " + String.join(", ", new TreeSet<>(names)))
                + "?";
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
            String says = word(Column.SAYS, SIDES, "side");
            String weight = word(Column.WEIGHT, WEIGHTS, "weight").toUpperCase(Locale.ROOT);
            String seen = metric(Column.METRIC) + "," + word(Column.LEVEL, LEVELS, "level");
            boolean both = !cell(Column.AND_METRIC).isEmpty()
                    || !cell(Column.AND_LEVEL).isEmpty();
            String and = both ? metric(Column.AND_METRIC) + "," + word(Column.AND_LEVEL, LEVELS, "level") : "";
            String slice = cell(Column.SLICE);
            String cause = code(Column.CAUSE, vocabulary.causes(), "cause");
            String symptom =
                    cell(Column.SYMPTOM).isEmpty() ? "" : code(Column.SYMPTOM, vocabulary.symptoms(), "symptom");
            String name = PackReader.stemOf(cause) + ": " + stem
                    + (sheet.name().isEmpty() ? "" : " " + sheet.name()) + " row " + number + ", "
                    + filled(Column.WHY);
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
                    .anyMatch(column -> column.getKey().needed && column.getValue() >= cells.size());
            if (cut) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        number,
                        0,
                        "the row has " + cells.size() + " of " + width + " cells.",
                        cells.stream().anyMatch(cell -> cell.contains("，"))
                                ? ", as on an English keyboard?"
                                : misplaced()
                                        .map(cell -> "a comma more in or before '" + cell + "'?")
                                        .orElse("the rest of it?"));
            } else if (cells.size() > width
                    && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        number,
                        width + 1,
                        "there is a cell more than columns.",
                        "quotes around a text with a comma?");
            } else if (cells.stream().anyMatch(cell -> cell.contains(",") && !cell.equals(cell(Column.WHY)))) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        number,
                        0,
                        "a cell holds one name, without a comma.",
                        "a row for each?");
            }
        }

        /** The first cell that says nothing in its column, which it may have moved into from the next. */
        private Optional<String> misplaced() {
            return columns.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .filter(column -> column.getValue() < cells.size())
                    .filter(column -> !fits(column.getKey(), cell(column.getKey())))
                    .map(column -> cell(column.getKey()))
                    .filter(cell -> !cell.isEmpty())
                    .findFirst();
        }

        private boolean fits(Column column, String cell) {
            return switch (column) {
                case CAUSE -> vocabulary.causes().contains(titles.code(cell));
                case SAYS -> SIDES.contains(titles.word(cell));
                case WEIGHT -> WEIGHTS.contains(titles.word(cell));
                case METRIC -> vocabulary.readings().contains(titles.metric(cell));
                case LEVEL -> LEVELS.contains(titles.word(cell));
                case SYMPTOM -> cell.isEmpty() || vocabulary.symptoms().contains(titles.code(cell));
                case AND_METRIC -> cell.isEmpty() || vocabulary.readings().contains(titles.metric(cell));
                case AND_LEVEL -> cell.isEmpty() || LEVELS.contains(titles.word(cell));
                case SLICE -> cell.matches("[a-z0-9_+]*");
                case WHY -> true;
            };
        }

        private String cell(Column column) {
            int at = columns.getOrDefault(column, Integer.MAX_VALUE);
            return at < cells.size() ? cells.get(at) : "";
        }

        private int place(Column column) {
            return columns.getOrDefault(column, -1) + 1;
        }

        /** The cell, which must hold something. */
        private String filled(Column column) {
            if (cell(column).isEmpty()) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        number,
                        place(column),
                        "'" + column.title() + "' is empty.",
                        column == Column.WHY ? "a sentence for the report?" : "the cell of another row?");
            }
            return cell(column);
        }

        private String word(Column column, Set<String> known, String kind) {
            String word = titles.word(filled(column));
            if (!word.isEmpty() && !known.contains(word)) {
                complain(
                        ComplaintCode.BAD_TABLE,
                        number,
                        place(column),
                        "'" + cell(column) + "' is no " + kind + ".",
                        nearest(word, known, titlesOf(known)));
            }
            return word;
        }

        private Set<String> titlesOf(Set<String> words) {
            return titles.words().entrySet().stream()
                    .filter(title -> words.contains(title.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private String metric(Column column) {
            String name = titles.metric(filled(column));
            check(
                    ComplaintCode.UNKNOWN_NAME,
                    column,
                    name,
                    vocabulary.readings(),
                    titles.metrics().keySet());
            return name;
        }

        private String code(Column column, Set<String> known, String kind) {
            String code = titles.code(filled(column));
            if (column == Column.CAUSE && vocabulary.symptoms().contains(code)) {
                complain(
                        ComplaintCode.UNKNOWN_CODE,
                        number,
                        place(column),
                        code + " is a symptom, and no " + kind + ".",
                        "the cause of it?");
            } else {
                check(
                        ComplaintCode.UNKNOWN_CODE,
                        column,
                        code,
                        known,
                        titles.codes().keySet());
            }
            return code;
        }

        private void check(
                ComplaintCode code, Column column, String name, Set<String> known, Collection<String> called) {
            if (!name.isEmpty() && !known.contains(name)) {
                complain(
                        code,
                        number,
                        place(column),
                        name + " is declared nowhere.",
                        nearest(name, known, Set.copyOf(called)));
            }
        }
    }
}
