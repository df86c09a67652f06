package dev.livedoctor;

import dev.livedoctor.adapter.EverySource;
import dev.livedoctor.command.EveryPlatform;
import dev.livedoctor.notify.EveryTarget;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sources and chat platforms of all kinds, and targets: one service for the tests of each, since starting another takes longer than most of them. */
public final class Connected implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Map<String, String> settings = new HashMap<>(EverySource.settings());
            settings.putAll(EveryPlatform.settings());
            settings.putAll(EveryTarget.settings());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Targets are told of all alerts and mutes there are, and other tests leave theirs. */
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(ServiceFolders.each(
                EverySource.LOGS, "livedoctor.notifications.directory", "livedoctor.history.directory"));
    }
}
