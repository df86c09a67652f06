package dev.livedoctor;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the rules come from. */
@ConfigMapping(prefix = "livedoctor.rules")
interface RulesConfig {

    /** The folder of a rule pack; where it is absent, the shipped pack holds. */
    Optional<Path> directory();
}
