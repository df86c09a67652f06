package dev.livedoctor.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the catalog.
 *
 * @param name dotted, its group first
 * @param unit of its numbers
 * @param worse which direction is bad
 * @param of the count that a ratio is taken of: its sample
 * @param derivation how it is computed where it is not given
 * @param meaning one sentence
 */
public record Metric(
        String name,
        Unit unit,
        Worse worse,
        @Nullable String of,
        @Nullable Derivation derivation,
        String meaning) {

    /** The bad direction. */
    public enum Worse {
        HIGH,
        LOW,
        BOTH,
        /** Context only. */
        NONE
    }

    /**
     * A quotient: the product of {@code from} over the product of {@code per}, times {@code times}.
     *
     * @param from names of metrics, or window.minutes, window.seconds, picture.pixels
     * @param per the same
     */
    public record Derivation(List<String> from, List<String> per, double times) {}

    /** A number that no catalog knows. */
    static Metric unknown(String name) {
        return new Metric(name, Unit.NUMBER, Worse.NONE, null, null, name);
    }

    /** The part of the name before the first dot. */
    public String group() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
