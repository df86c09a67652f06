package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A place to load a ruleset from.
 *
 * @param directory a folder of the operator; where it is absent, the pack in the jar is meant
 */
record RulePackSource(Optional<Path> directory) implements Supplier<Ruleset> {
    /** The class path folder of the shipped pack. */
    private static final String SHIPPED = "rules";

    /**
     * Reads, checks and compiles the pack.
     *
     * @throws RulePackException with every complaint
     */
    @Override
    public Ruleset get() {
        return Ruleset.load(
                directory.map(PackReader::files).orElseGet(RulePackSource::shipped), new DroolsRuleCompiler());
    }

    static SortedMap<String, String> shipped() {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            // Tests have a second class path root with a folder of the same name at most; the pack is the union.
            ClassPathUtils.consumeAsPaths(
                    RulePackSource.class.getClassLoader(), SHIPPED, folder -> files.putAll(PackReader.files(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped rule pack", e);
        }
        return files;
    }
}
