package dev.livedoctor.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar as somebody would for the first time. */
class PackagedAccessIT {
    private static final String JAR = "target/quarkus-app/quarkus-run.jar";

    @TempDir
    private Path home;

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR)
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("LIVEDOCTOR_API_WARM_UP", "0s");
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Test
    void refusesToListenToOthersInOneSentence() throws IOException, InterruptedException {
        Process process = start(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"));
        List<String> printed;
        try (BufferedReader lines = process.inputReader()) {
            printed = lines.lines().toList();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(2, process.exitValue(), printed::toString);
        assertTrue(printed.get(printed.size() - 1).contains("set livedoctor.access.keys"), printed::toString);
        assertFalse(Files.exists(home.resolve(".livedoctor")));
    }

    @Test
    void aFirstStartWritesTheKeyAndLogsWhereItIs() throws IOException {
        Process process = start(Map.of());
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (line.contains("Listening on")) {
                    break;
                }
            }
            Path file = home.resolve(".livedoctor").resolve("first-key");
            String key = Files.readString(file).strip();
            assertTrue(printed.stream().anyMatch(line -> line.contains(file.toString())), printed::toString);
            assertTrue(printed.stream().noneMatch(line -> line.contains(key)), printed::toString);
        } finally {
            process.destroy();
        }
    }
}
