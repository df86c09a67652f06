package dev.livedoctor.ruleset;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;

/** The shipped pack, compiled once for all tests that only ask it. */
public final class Shipped {
    private static final Ruleset RULESET = Ruleset.load(files(), new DroolsRuleCompiler());

    private Shipped() {}

    /** The ruleset. */
    public static Ruleset ruleset() {
        return RULESET;
    }

    static SortedMap<String, String> files() {
        return PackReader.files(resource("rules"));
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Shipped.class.getClassLoader().getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
