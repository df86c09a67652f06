package dev.livedoctor;

import dev.livedoctor.ruleset.PackReader;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rule pack in the jar. */
final class ShippedRules {
    /** Its class path folder. */
    private static final String FOLDER = "rules";

    private ShippedRules() {}

    static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            // Tests have a second class path root with a folder of the same name at most; the pack is the union.
            ClassPathUtils.consumeAsPaths(
                    ShippedRules.class.getClassLoader(), FOLDER, folder -> files.putAll(PackReader.files(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped rule pack", e);
        }
        return files;
    }
}
