package dev.livedoctor;

import dev.livedoctor.adapter.EverySource;
import dev.livedoctor.command.EveryPlatform;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Sources and chat platforms of all kinds: one service for the tests of either, since starting another takes longer than most of them. */
public final class Connected implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Map<String, String> settings = new HashMap<>(EverySource.settings());
            settings.putAll(EveryPlatform.settings());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
