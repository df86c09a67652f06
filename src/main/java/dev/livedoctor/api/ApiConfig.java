package dev.livedoctor.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what one instance takes on. */
@ConfigMapping(prefix = "livedoctor.api")
public interface ApiConfig {

    /** Longest body of a snapshot, and longest line of a batch. */
    @WithDefault("4M")
    MemorySize bodyLimit();

    /** Requests for a diagnosis under way at once, waiting ones included; the next one gets 503. */
    @WithDefault("256")
    int inFlight();

    /** Batches under way at once; each holds a thread as long as it lasts. */
    @WithDefault("8")
    int batches();

    /** A snapshot that waited longer is not diagnosed any more, since nobody waits for the answer: 503. */
    @WithDefault("10s")
    Duration deadline();

    /** How long a body may take to arrive, streams aside; then the connection is closed. */
    @WithDefault("30s")
    Duration bodyTimeout();

    /** How long to warm up before the instance is ready; zero for not at all. */
    @WithDefault("1s")
    Duration warmUp();
}
