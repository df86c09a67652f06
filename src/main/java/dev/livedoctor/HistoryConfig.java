package dev.livedoctor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of the diagnoses given. */
@ConfigMapping(prefix = "livedoctor.history")
interface HistoryConfig {

    /** How many reports are kept in memory. */
    @WithDefault("1000")
    int reports();
}
