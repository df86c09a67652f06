package dev.livedoctor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is remembered of rooms. */
@ConfigMapping(prefix = "livedoctor.history")
interface HistoryConfig {

    /** How many reports are kept in memory. */
    @WithDefault("1000")
    int reports();

    /** The folder of the recorded snapshots, made with the first one; this process alone may use it. */
    @WithDefault("livedoctor-history")
    Path directory();

    /** {@code jdbc:postgresql://host/database}: the recorded snapshots lie there instead, and several processes may use them. */
    Optional<String> url();

    /** Who asks the PostgreSQL. */
    @WithDefault("livedoctor")
    String username();

    /** The PostgreSQL's password. */
    Optional<String> password();

    /** How long ago a window may have ended that comes to be recorded. */
    @WithDefault("35d")
    Duration late();

    /** How far in the future such a window may end: clocks differ. */
    @WithDefault("1h")
    Duration ahead();

    /** How long snapshots are kept; later only what the metrics were by the hour. */
    @WithDefault("40d")
    Duration raw();

    /** How long that is kept. */
    @WithDefault("1100d")
    Duration hourly();
}
