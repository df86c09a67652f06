package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sheet that operators write: column names, then a rule in each row. It becomes the one that Drools' decision tables want. */
final class PlainTable {
    private static final Set<String> LEVELS =
            Set.of("high", "low", "severe", "normal", "usual", "unusual", "rising", "falling", "halved");

    private static final Pattern NO_SENTENCE =
            Pattern.compile("(?i)#(?:ref|n/a|value|name|div/0|num|null)\\b.*|true|false");

    private static final Set<String> SIDES = Set.of("for", "against");
    private static final Set<String> WEIGHTS = Stream.of(Weight.values())
            .map(weight -> weight.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** What a column holds. */
    private enum Kind {
        CAUSE,
        SYMPTOM,
        METRIC,
        SIDE,
        WEIGHT,
        LEVEL,
        SLICE,
        TEXT
    }

    /** The columns of a plain table. */
    private enum Column {
        CAUSE(Kind.CAUSE, true),
        SAYS(Kind.SIDE, true),
        WEIGHT(Kind.WEIGHT, true),
        METRIC(Kind.METRIC, true),
        LEVEL(Kind.LEVEL, true),
        SLICE(Kind.SLICE, false),
        SYMPTOM(Kind.SYMPTOM, false),
        AND_METRIC(Kind.METRIC, false),
        AND_LEVEL(Kind.LEVEL, false),
        WHY(Kind.TEXT, true);

        private final Kind kind;
        private final boolean needed;

        Column(Kind kind, boolean needed) {
            this.kind = kind;
            this.needed = needed;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * The names that a kind of column may hold.
     *
     * @param code complained of where it holds another
     * @param read what is written to the name
     * @param called what people call them
     */
    private record Names(ComplaintCode code, UnaryOperator<String> read, Set<String> known, Set<String> called) {}

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
    private final Map<Kind, Names> names = new EnumMap<>(Kind.class);
    private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
    private boolean wrong;

    PlainTable(String stem, Sheet sheet, Vocabulary vocabulary, Titles titles, Complaining complaining) {
        this.stem = stem;
        this.sheet = sheet;
        this.vocabulary = vocabulary;
        this.titles = titles;
        this.complaining = complaining;
        names.put(Kind.CAUSE, codes(vocabulary.causes()));
        names.put(Kind.SYMPTOM, codes(vocabulary.symptoms()));
        names.put(
                Kind.METRIC,
                new Names(
                        ComplaintCode.UNKNOWN_NAME,
                        titles::metricTitled,
                        vocabulary.readings(),
                        titles.metrics().keySet()));
        names.put(Kind.SIDE, wordsOf(SIDES));
        names.put(Kind.WEIGHT, wordsOf(WEIGHTS));
        names.put(Kind.LEVEL, wordsOf(LEVELS));
    }

    private Names codes(Set<String> known) {
        return new Names(
                ComplaintCode.UNKNOWN_CODE, titles::code, known, titles.codes().keySet());
    }

    private Names wordsOf(Set<String> known) {
        Set<String> called = titles.words().entrySet().stream()
                .filter(title -> known.contains(title.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Names(ComplaintCode.BAD_TABLE, titles::word, known, called);
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
        Map<String, Column> known = new TreeMap<>();
        Stream.of(Column.values()).forEach(column -> known.put(column.title(), column));
        if (cells.stream().noneMatch(cell -> known.containsKey(titles.word(cell)))) {
            bad(
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
                bad(
                        head,
                        at + 1,
                        "there is no column '" + cell + "'.",
                        cell.contains(";")
                                ? "a comma instead of each ; ?"
                                : nearest(cell, known.keySet(), titles.words().keySet()));
            } else if (column != null && columns.put(column, at) != null) {
                bad(head, at + 1, "the column '" + column.title() + "' stands twice.", "one of them?");
            }
        }
        for (Column column : Column.values()) {
            if (column.needed && !columns.containsKey(column) && !wrong) {
                bad(head, 0, "the column '" + column.title() + "' is missing.", "a column for it?");
            }
        }
    }

    /** Complains of two columns each of which holds, in every row, what belongs into the other. */
    private void checkSwapped(int head) {
        List<Row> rows = sheet.rows().tailMap(head + 1).entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
        for (Column one : columns.keySet()) {
            for (Column other : columns.keySet()) {
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
            String says = name(Column.SAYS);
            String weight = name(Column.WEIGHT).toUpperCase(Locale.ROOT);
            String seen = name(Column.METRIC) + "," + name(Column.LEVEL);
            boolean both = !cell(Column.AND_METRIC).isEmpty()
                    || !cell(Column.AND_LEVEL).isEmpty();
            String and = both ? name(Column.AND_METRIC) + "," + name(Column.AND_LEVEL) : "";
            String slice = cell(Column.SLICE);
            String cause = name(Column.CAUSE);
            String symptom = cell(Column.SYMPTOM).isEmpty() ? "" : name(Column.SYMPTOM);
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
                bad(
                        0,
                        "the row has " + cells.size() + " of " + width + " cells.",
                        cells.stream().anyMatch(cell -> cell.contains("，"))
                                ? ", as on an English keyboard?"
                                : misplaced()
                                        .map(cell -> "a comma more in or before '" + cell + "'?")
                                        .orElse("the rest of it?"));
            } else if (cells.size() > width
                    && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
                bad(width + 1, "there is a cell more than columns.", "quotes around a text with a comma?");
            } else if (cells.stream().anyMatch(cell -> cell.contains(",") && !cell.equals(cell(Column.WHY)))) {
                bad(0, "a cell holds one name, without a comma.", "a row for each?");
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
            return switch (column.kind) {
                case SLICE -> cell.matches("[a-z0-9_+]*");
                case TEXT -> true;
                default -> {
                    Names kind = names(column);
                    yield !column.needed && cell.isEmpty() || kind.known.contains(kind.read.apply(cell));
                }
            };
        }

        /** Whether each of these cells belongs into the other's column, and neither into its own. */
        boolean swaps(Column one, Column other) {
            return fits(one, cell(other))
                    && fits(other, cell(one))
                    && !fits(one, cell(one))
                    && !fits(other, cell(other));
        }

        private Names names(Column column) {
            return Objects.requireNonNull(names.get(column.kind));
        }

        private String cell(Column column) {
            int at = columns.getOrDefault(column, Integer.MAX_VALUE);
            return at < cells.size() ? cells.get(at) : "";
        }

        private int place(Column column) {
            return columns.getOrDefault(column, -1) + 1;
        }

        /** The cell, which must hold something, and in the place of a sentence no remnant of what Excel could not compute. */
        private String filled(Column column) {
            if (column == Column.WHY && NO_SENTENCE.matcher(cell(column)).matches()) {
                bad(place(column), "'" + cell(column) + "' is no sentence.", "a sentence for the report?");
            }
            if (cell(column).isEmpty()) {
                bad(
                        place(column),
                        "'" + column.title() + "' is empty.",
                        column == Column.WHY ? "a sentence for the report?" : "the cell of another row?");
            }
            return cell(column);
        }

        /** What the cell says, which must be one of the names of its kind. */
        private String name(Column column) {
            Names kind = names(column);
            String name = kind.read.apply(filled(column));
            if (column == Column.CAUSE && vocabulary.symptoms().contains(name)) {
                complain(kind.code, number, place(column), name + " is a symptom, and no cause.", "the cause of it?");
            } else if (!name.isEmpty() && !kind.known.contains(name)) {
                String problem = kind.code == ComplaintCode.BAD_TABLE
                        ? "'" + cell(column) + "' is no " + column.kind.name().toLowerCase(Locale.ROOT) + "."
                        : name + " is declared nowhere.";
                complain(kind.code, number, place(column), problem, nearest(name, kind.known, kind.called));
            }
            return name;
        }

        private void bad(int column, String problem, String maybe) {
            PlainTable.this.bad(number, column, problem, maybe);
        }
    }
}
