package dev.livedoctor;

import dev.livedoctor.workbench.Shadow;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The place beside the rules in force. */
final class ShadowProducer {
    private ShadowProducer() {}

    @Produces
    @Singleton
    static Shadow shadow() {
        return new Shadow();
    }

    static void close(@Disposes Shadow shadow) {
        shadow.close();
    }
}
