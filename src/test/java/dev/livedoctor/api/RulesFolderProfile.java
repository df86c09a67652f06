package dev.livedoctor.api;

import dev.livedoctor.reload.PackOnDisk;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A service whose rules come from a folder: the tiny pack, in a folder of its own for each test class. */
public class RulesFolderProfile implements QuarkusTestProfile {
    static final String DIRECTORY = "livedoctor.rules.directory";

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path folder = Files.createTempDirectory("rules");
            PackOnDisk.in(folder);
            return Map.of(DIRECTORY, folder.toString(), "livedoctor.reload.pause", "20ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
