package dev.livedoctor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the folder of the rules is watched. */
@ConfigMapping(prefix = "livedoctor.reload")
interface ReloadConfig {

    /** The pause between two scans of the folder; what is the same in three scans has settled. */
    @WithDefault("250ms")
    Duration pause();

    /** Where each reload and each refusal is posted to as JSON. */
    Optional<String> webhook();

    /** Private networks where the webhook may lie. */
    Optional<List<String>> allowedNetworks();
}
