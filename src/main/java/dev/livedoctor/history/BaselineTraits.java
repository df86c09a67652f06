package dev.livedoctor.history;

/** What the rules know of metrics, as far as a baseline depends on it. */
public interface BaselineTraits {

    /** Whether it counts what happened in the window, so that a longer window has more. */
    boolean counts(String metric);

    /** Whether it says the same in a small room and in a large one. */
    boolean comparable(String metric);

    /** Whether {@code value} is no deviation where {@code usual} is usual. */
    boolean fits(String metric, double usual, double value);
}
