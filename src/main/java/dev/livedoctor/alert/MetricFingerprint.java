package dev.livedoctor.alert;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Compact set of the metric names of a window: one character for each name, from its hash. Of 1,000 look-ups of absent names, one or two
 * are false positives.
 *
 * @param names one character each, at most {@link #MOST}
 */
public record MetricFingerprint(String names) {
    private static final int MOST = 500;
    /** From here on, {@link #CHARACTERS} characters are neither surrogates nor control characters. */
    private static final int FIRST = 0x100;

    private static final int CHARACTERS = 0x7000;

    /** These names. */
    public static MetricFingerprint of(Collection<String> names) {
        return new MetricFingerprint(names.stream()
                .limit(MOST)
                .map(MetricFingerprint::character)
                .map(String::valueOf)
                .distinct()
                .collect(Collectors.joining()));
    }

    boolean has(String name) {
        return names.indexOf(character(name)) >= 0;
    }

    private static char character(String name) {
        return (char) (FIRST + Math.floorMod(name.hashCode(), CHARACTERS));
    }
}
