package dev.livedoctor.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.livedoctor.PackagedService;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide word by word, with the packaged jar: each command runs, and prints what the guide says it prints. */
class RulesGuideIT {
    private static final Path GUIDE = Path.of("docs/rules.md");
    /** A block of commands, and behind it what they print; … stands for anything. */
    private static final Pattern STEP =
            Pattern.compile("(?s)```sh\\n(?<commands>.*?)```\\n(?:\\n```text\\n(?<prints>.*?)```\\n)?");

    private static final String END = "--- end of the step ---";

    @TempDir
    private Path home;

    private record Step(String commands, List<String> prints) {
        static Step of(MatchResult found) {
            return new Step(
                    found.group(1),
                    found.group(2) == null ? List.of() : found.group(2).lines().toList());
        }
    }

    @Test
    void everyCommandDoesWhatTheGuideSays() throws IOException, InterruptedException {
        List<Step> steps =
                STEP.matcher(Files.readString(GUIDE)).results().map(Step::of).toList();
        assertTrue(steps.size() > 5, "the guide has steps");
        String port = freePort();
        List<String> scripts = new ArrayList<>(steps.stream()
                .map(step -> step.commands().replace("8080", port) + "\necho '" + END + "'\n")
                .toList());
        // The first step starts the jar as the guide says; later ones start the same, and need not take that long.
        scripts.set(0, scripts.get(0) + "livedoctor() { " + quickly() + " \"$@\"; }\n");
        List<String> printed =
                run("set -euo pipefail\ntrap 'kill $(jobs -p) || true' EXIT\n" + String.join("\n", scripts), port);

        assertEquals(steps.size(), printed.size() - 1, () -> "stopped in the step that printed\n" + printed);
        for (int i = 0; i < steps.size(); i++) {
            for (String line : steps.get(i).prints()) {
                if (!Pattern.compile(anything(line)).matcher(printed.get(i)).find()) {
                    fail("After\n" + steps.get(i).commands() + "the guide promises\n" + line + "\nand there was\n"
                            + printed.get(i));
                }
            }
        }
    }

    private String quickly() throws IOException {
        return PackagedService.command(home, Map.of()).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private static String anything(String line) {
        return Pattern.compile("…").splitAsStream(line).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    /** What each step printed, and behind it what followed the last. */
    private List<String> run(String script, String port) throws IOException, InterruptedException {
        Path output = home.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("HOME", home.toString());
        shell.environment().put("QUARKUS_HTTP_PORT", port);
        shell.environment().put("LIVEDOCTOR_API_WARM_UP", "0s");
        // Each lives for seconds, in which the second compiler would only take the processor away.
        shell.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.home=" + home + " -Djava.io.tmpdir=" + home
                                + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = shell.start();
        try {
            assertTrue(process.waitFor(8, TimeUnit.MINUTES), () -> "still running after\n" + read(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        List<String> printed = new ArrayList<>(List.of(read(output).split(Pattern.quote(END + "\n"), -1)));
        assertEquals(0, process.exitValue(), () -> printed.get(printed.size() - 1));
        return printed;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
