package dev.livedoctor.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.PackagedService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar as somebody would for the first time. */
class PackagedAccessIT {
    @TempDir
    private Path home;

    @Test
    void refusesToListenToOthersInOneSentence() throws IOException, InterruptedException {
        assertTrue(refused(2, Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")).contains("set livedoctor.access.keys"));
        assertFalse(Files.exists(home.resolve(".livedoctor")));
    }

    @Test
    void saysWhichSettingItCannotRead() throws IOException, InterruptedException {
        String said = refused(1, Map.of("LIVEDOCTOR_HISTORY_REPORTS", "many"));
        assertTrue(said.contains("livedoctor.history.reports") && said.contains("\"many\""), said);
    }

    /** The last line of a start that ends with {@code exit}. */
    private String refused(int exit, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = PackagedService.jar(home, environment).start();
        List<String> printed;
        try (BufferedReader lines = process.inputReader()) {
            printed = lines.lines().toList();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(exit, process.exitValue(), printed::toString);
        return printed.get(printed.size() - 1);
    }

    @Test
    void aFirstStartWritesTheKeyAndLogsWhereItIs() throws IOException {
        try (PackagedService service = PackagedService.startJar(home, Map.of())) {
            Path file = home.resolve(".livedoctor").resolve("first-key");
            String key = Files.readString(file).strip();
            assertTrue(service.log().contains(file.toString()), service.log());
            assertFalse(service.log().contains(key), service.log());
        }
    }
}
