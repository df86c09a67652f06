package dev.livedoctor.chat;

import java.util.List;

/**
 * How much a message tells at most.
 *
 * @param causes causes
 * @param actions causes that are told with their first action
 * @param steps steps of the first action
 * @param measurements what to measure next
 * @param warnings warnings
 * @param characters characters of each text
 */
record DetailLevel(int causes, int actions, int steps, int measurements, int warnings, int characters) {
    /** All that fits on a phone. */
    static final DetailLevel FULL = new DetailLevel(3, 3, Integer.MAX_VALUE, 3, 3, 2_000);

    /** From all down to next to nothing: what helps least to act goes first. */
    static final List<DetailLevel> LADDER = List.of(
            new DetailLevel(3, 3, 12, 3, 3, 300),
            new DetailLevel(3, 3, 12, 3, 0, 300),
            new DetailLevel(3, 1, 10, 3, 0, 200),
            new DetailLevel(2, 1, 8, 2, 0, 160),
            new DetailLevel(1, 1, 8, 1, 0, 120),
            new DetailLevel(1, 1, 6, 1, 0, 80),
            new DetailLevel(1, 1, 3, 0, 0, 60),
            new DetailLevel(1, 1, 0, 0, 0, 40),
            new DetailLevel(0, 0, 0, 0, 0, 40));
}
