package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.drools.TableColumn.Kind;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of the columns of a plain table, and those that may stand in its cells: as they are, or as people call them. */
final class TableNames {
    private static final Set<String> LEVELS =
            Set.of("high", "low", "severe", "normal", "usual", "unusual", "rising", "falling", "halved");

    private static final Set<String> SIDES = Set.of("for", "against");
    private static final Set<String> WEIGHTS = Stream.of(Weight.values())
            .map(weight -> weight.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, TableColumn> COLUMNS = new TreeMap<>(
            Stream.of(TableColumn.values()).collect(Collectors.toMap(TableColumn::title, column -> column)));

    /**
     * The names that a kind of column may hold.
     *
     * @param code complained of where it holds another
     * @param read what is written to the name
     * @param known the names
     * @param called what people call them
     */
    private record Names(ComplaintCode code, UnaryOperator<String> read, Set<String> known, Set<String> called) {}

    private final Vocabulary vocabulary;
    private final Titles titles;
    private final Map<Kind, Names> names = new EnumMap<>(Kind.class);

    TableNames(Vocabulary vocabulary, Titles titles) {
        this.vocabulary = vocabulary;
        this.titles = titles;
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
        words.addAll(COLUMNS.keySet());
        return words;
    }

    /** The titles of all columns, sorted. */
    static Set<String> columnTitles() {
        return COLUMNS.keySet();
    }

    /** The column that {@code cell} is the head of; null where it is that of none. */
    @Nullable
    TableColumn column(String cell) {
        return COLUMNS.get(titles.word(cell));
    }

    /** The column that is perhaps meant by {@code cell}. */
    String nearestColumn(String cell) {
        return nearest(cell, COLUMNS.keySet(), titles.words().keySet());
    }

    /** The name that {@code cell} in {@code column} stands for, be it known or not. */
    String name(TableColumn column, String cell) {
        return names(column).read.apply(cell);
    }

    /** Whether {@code name} may stand in {@code column}. */
    boolean isKnown(TableColumn column, String name) {
        return names(column).known.contains(name);
    }

    /** What is complained of where another name stands in {@code column}. */
    ComplaintCode codeOfUnknown(TableColumn column) {
        return names(column).code;
    }

    /** What is perhaps meant by {@code name}, which may not stand in {@code column}. */
    String nearest(TableColumn column, String name) {
        Names kind = names(column);
        return nearest(name, kind.known, kind.called);
    }

    /** Whether {@code cell} says something in {@code column}. */
    boolean fits(TableColumn column, String cell) {
        return switch (column.kind()) {
            case SLICE -> cell.matches("[a-z0-9_+]*");
            case TEXT -> true;
            default -> !column.isNeeded() && cell.isEmpty() || isKnown(column, name(column, cell));
        };
    }

    boolean isSymptom(String name) {
        return vocabulary.symptoms().contains(name);
    }

    private Names names(TableColumn column) {
        return Objects.requireNonNull(names.get(column.kind()));
    }

    /** The name most like {@code word}: what people call it first; else what there is. */
    private String nearest(String word, Set<String> known, Set<String> called) {
        return vocabulary
                        .nearest(word, called)
                        .or(() -> vocabulary.nearest(word, known))
                        .orElseGet(() -> known.size() > COLUMNS.size()
                                ? "a line for it in metrics.yaml, or a file in knowledge/"
                                : "one of " + String.join(", ", new TreeSet<>(known)))
                + "?";
    }
}
