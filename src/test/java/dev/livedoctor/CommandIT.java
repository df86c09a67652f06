package dev.livedoctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the packaged jar. */
class CommandIT {
    @TempDir
    private Path home;

    @Test
    void findsTheRulesWhereTheServiceFindsThem() throws IOException, InterruptedException {
        Path settings = Files.createDirectory(home.resolve("config")).resolve("application.properties");
        Files.writeString(settings, "livedoctor.rules.directory=" + home.resolve("mine") + "\n");

        Process check = PackagedService.jar(home, Map.of(), "rules", "check").start();
        String printed = new String(check.getInputStream().readAllBytes());
        assertEquals(2, check.waitFor(), printed);
        assertTrue(printed.contains(home.resolve("mine") + ": there is no such folder."), printed);
    }
}
