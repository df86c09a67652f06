package dev.livedoctor.ruleset;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the catalog.
 *
 * @param name dotted, its group first
 * @param unit of its numbers
 * @param worse which direction is bad
 * @param of the count that a ratio is taken of: its sample
 * @param averaged whether the ratio is a mean over its sample, of which each has a share of time or of frames
 * @param tidal whether it rises and falls by itself while a room fills and empties
 * @param mostPerViewerMinute of a count: how many there are at most for each viewer and minute, which bounds it where nobody counted
 * @param derivation how it is computed where it is not given
 * @param meaning one sentence
 */
public record Metric(
        String name,
        Unit unit,
        Worse worse,
        @Nullable String of,
        boolean averaged,
        boolean tidal,
        double mostPerViewerMinute,
        @Nullable Derivation derivation,
        String meaning) {

    /** Of the viewers one in four is in a count, within a minute, unless the catalog says otherwise (estimate). */
    static final double MOST_PER_VIEWER_MINUTE = 0.25;

    /** Operands of derivations that are no metrics: what the window is, and what the picture's height gives. */
    static final String PIXELS = "picture.pixels";

    static final String HEIGHT = "ingest.height_px";
    private static final String OF_WINDOW = "window.";

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
    public record Derivation(List<String> from, List<String> per, double times) {
        /** The metrics among them. */
        Stream<String> metrics() {
            return Stream.concat(from.stream(), per.stream())
                    .map(name -> name.equals(PIXELS) ? HEIGHT : name)
                    .filter(name -> !name.startsWith(OF_WINDOW));
        }
    }

    /** A number that no catalog knows. */
    static Metric unknown(String name) {
        return new Metric(name, Unit.NUMBER, Worse.NONE, null, false, false, MOST_PER_VIEWER_MINUTE, null, name);
    }

    /** The part of the name before the first dot. */
    public String group() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
