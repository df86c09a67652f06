package dev.livedoctor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest extends Typed {
    private static final String SICK = "src/test/resources/contract/snapshot.json";
    private static final String QUIET = """
            {"room": "a", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"},
             "metrics": {"audience.viewers": 900, "playback.stall_ratio": 0.001}}""";

    @Test
    void printsWhatIsWrong() {
        assertEquals(1, run("diagnose", SICK, "--lang", "zh"));
        assertTrue(out.toString().startsWith("严重"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void printsJson() {
        assertEquals(1, run("diagnose", "--format", "json", SICK));
        assertTrue(out.toString().startsWith("{\"id\":"), out.toString());
    }

    @Test
    void readsStandardInput() {
        assertEquals(0, runOn(QUIET, "diagnose", "-"), out.toString());
    }

    @Test
    void tellsViolationsOnStandardError() {
        assertEquals(2, runOn("{\"room\": 7}", "diagnose", "-"));
        assertTrue(err.toString().contains("/room: must be a text (was 7)"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void tellsWhereJsonEnds() {
        assertEquals(2, runOn("{\n,", "diagnose", "-"));
        assertTrue(err.toString().startsWith("line 2, column 1: "), err.toString());
    }

    @Test
    void importsALogOfObs() {
        String log = "src/test/resources/adapter/obs/2026-11-22 20-15-03.txt";
        assertEquals(0, run("import", "obs", log, "--room", "a", "--zone", "Asia/Shanghai", "--print"), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).contains("\"ingest.dropped_frame_ratio\":0.1"), lines.get(2));
        assertEquals(2, run("import", "obs", "README.md", "--room", "a"));
        assertTrue(err.toString().contains("There is no broadcast in README.md"), err.toString());
        assertEquals(2, run("import", "obs", log, "--room", "a", "--url", "http://localhost:1"));
        assertTrue(err.toString().contains("Maybe start the service"), err.toString());
    }

    @Test
    void tellsComplaintsOfAPack(@TempDir Path empty) {
        assertEquals(2, runOn(QUIET, "diagnose", "-", "--rules", empty.toString()));
        assertTrue(
                err.toString().contains("there is no rule pack in this folder. Maybe livedoctor rules export"),
                err.toString());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(2, run("dance"));
        assertEquals(2, run("diagnose"));
        assertEquals(2, run("diagnose", SICK, "--format"));
        assertEquals(2, run("diagnose", SICK, "--format", "xml"));
        assertEquals(2, run("diagnose", Path.of("no", "such", "file").toString()));
        assertEquals(0, run("help"));
        assertTrue(Files.exists(Path.of(SICK)));
    }
}
