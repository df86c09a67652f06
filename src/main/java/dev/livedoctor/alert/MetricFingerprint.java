package dev.livedoctor.alert;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Which metrics a window has. Each name is one character, made of its hash, since there are dozens of them in each of many windows: of a
 * thousand names that are not there, one or two seem to be.
 *
 * @param names a character each, no more than {@link #MOST}
 */
public record MetricFingerprint(String names) {
    private static final int MOST = 500;
    /** All of these characters are whole ones, and none controls anything. */
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
