package dev.livedoctor.api;

import dev.livedoctor.ServiceFolders;
import dev.livedoctor.reload.PackOnDisk;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service whose rules come from a folder, with the tiny pack in it. */
public class RulesFolderProfile implements QuarkusTestProfile {
    static final String DIRECTORY = "livedoctor.rules.directory";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("livedoctor.reload.pause", "20ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(TinyFolder.entry());
    }

    /** Holds the tiny pack before the service reads it. */
    public static final class TinyFolder extends ServiceFolders {
        private static TestResourceEntry entry() {
            return entry(TinyFolder.class, DIRECTORY);
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            PackOnDisk.in(Path.of(settings.get(DIRECTORY)));
            return settings;
        }
    }
}
