package dev.livedoctor.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Who may, and where that is written. */
@ConfigMapping(prefix = "livedoctor.access")
interface AccessConfig {

    /** The file of API keys; read again when it changes. */
    Optional<Path> keys();

    /** The folder for the first key, which is made where neither keys nor OIDC are configured. */
    @WithDefault("${HOME:${user.home}}/.livedoctor")
    Path directory();
}
