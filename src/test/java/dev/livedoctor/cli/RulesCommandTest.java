package dev.livedoctor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.RecordingLimits;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.reload.Author;
import dev.livedoctor.reload.PackDirectory;
import dev.livedoctor.reload.PackEditor;
import dev.livedoctor.reload.PackOnDisk;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest extends Typed {
    @TempDir
    private Path folder;

    private Path pack;

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(pack.resolve(file));
        assertTrue(text.contains(from), from);
        Files.writeString(pack.resolve(file), text.replace(from, to));
    }

    @BeforeEach
    void export() {
        pack = folder.resolve("pack");
        assertEquals(0, run("rules", "export", pack.toString()), err.toString());
    }

    @Test
    void anExportIsWholeAndIsNeverWrittenOverAnother() {
        assertEquals(2, run("rules", "export", pack.toString()));
        assertTrue(err.toString().contains("is not empty"), err.toString());
        assertEquals(0, run("rules", "check", pack.toString()), out.toString());
        assertTrue(out.toString().contains("may go live as sha256:"), out.toString());
        assertEquals(0, run("rules", "diff", pack.toString()), out.toString());
    }

    @Test
    void aCheckNamesFileAndLine() throws IOException {
        edit("symptoms/stalls.drl", "playback.stall_ratio", "playback.stal_ratio");

        assertEquals(2, run("rules", "check", pack.toString()));
        assertTrue(out.toString().contains("symptoms/stalls.drl:"), out.toString());
        assertTrue(out.toString().contains("Maybe playback.stall_ratio? [unknown-name]"), out.toString());
        assertEquals(2, run("rules", "check", pack.toString(), "--json"));
        assertTrue(out.toString().contains("\"passed\" : false"), out.toString());
        assertTrue(out.toString().contains("\"page\" : \"docs/complaints.md#unknown-name\""), out.toString());
    }

    @Test
    void aTestTellsFailedCasesAndRulesThatNoCaseFires() throws IOException {
        assertEquals(0, run("rules", "test", pack.toString()), out.toString());
        Files.writeString(
                pack.resolve("causes/uplink-lost.drl"), Files.readString(pack.resolve("causes/uplink-lost.drl")) + """

                        rule "uplink-lost: never seen"
                        when
                            $a : Reading( metric == "ingest.rtt_ms", high )
                            $b : Attribute( name == "room.market", text == "ZZ" )
                        then
                            insertLogical( supports( "UPLINK_LOST", STRONG, $a ) );
                        end
                        """);
        run("rules", "test", pack.toString());
        assertTrue(out.toString().contains("No case makes \"uplink-lost: never seen\" fire."), out.toString());

        edit("cases/uplink-lost.yaml", "first: UPLINK_LOST", "first: UPLINK_CONGESTED");
        assertEquals(1, run("rules", "test", pack.toString()));
        assertTrue(out.toString().contains("expects UPLINK_CONGESTED"), out.toString());
    }

    @Test
    void aDiffSpeaksOfRulesAndThresholds() throws IOException {
        edit("thresholds.yaml", "audience.room_size:            {low: 50", "audience.room_size:            {low: 51");

        assertEquals(1, run("rules", "diff", pack.toString()));
        assertTrue(out.toString().startsWith("changed threshold audience.room_size"), out.toString());
    }

    @Test
    void aReplayTellsVerdictsThatWouldChange() throws IOException {
        Path snapshots = folder.resolve("snapshots.ndjson");
        Files.writeString(snapshots, """
                {"room": "a", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"}, "metrics": {"audience.viewers": 900, "playback.stall_ratio": 0.02}}
                {"room": "b", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"}, "metrics": {"audience.viewers": 900, "playback.stall_ratio": 0.001}}
                """);
        assertEquals(0, run("rules", "replay", pack.toString(), snapshots.toString()), out.toString() + err);

        edit(
                "thresholds.yaml",
                "playback.stall_ratio:          {high: 0.03",
                "playback.stall_ratio:          {high: 0.01");
        assertEquals(1, run("rules", "replay", pack.toString(), snapshots.toString()));
        assertTrue(out.toString().contains("a 2026-11-22T13:05:00Z:"), out.toString());
        assertTrue(out.toString().contains("STALLS: nothing -> "), out.toString());
        assertTrue(out.toString().contains("2 snapshots, 1 of them different."), out.toString());

        Files.writeString(snapshots, "{\"room\": 7}\n");
        assertEquals(2, run("rules", "replay", pack.toString(), snapshots.toString()));
        assertTrue(err.toString().contains("line 1: /room: "), err.toString());
    }

    @Test
    void aReplayReadsWhatWasRecorded() throws IOException {
        Path recorded = folder.resolve("recorded");
        assertEquals(2, run("rules", "replay", pack.toString(), "--history", recorded.toString()));
        assertTrue(err.toString().contains("holds nothing recorded"), err.toString());
        assertEquals(2, run("rules", "replay", pack.toString()));

        Instant start = Instant.parse("2026-11-22T13:04:00Z");
        try (History history =
                new History(new HistoryPlace.Folder(recorded), RecordingLimits.KEEPING, java.time.Clock.systemUTC())) {
            for (String room : new String[] {"a", "b"}) {
                MetricSnapshot snapshot = new MetricSnapshot(
                        room,
                        new Window(start, start.plusSeconds(60)),
                        Map.of("audience.viewers", 900.0, "playback.stall_ratio", room.equals("a") ? 0.02 : 0.001),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of());
                Report report = Ruleset.load(PackReader.files(pack), new DroolsRuleCompiler())
                        .diagnose(snapshot);
                history.record(snapshot, Map.of(), new StoredReport(room, start, report), MetricTraits.NONE)
                        .join();
            }
        }
        assertEquals(0, run("rules", "replay", pack.toString(), "--history", recorded.toString()), err.toString());
        edit(
                "thresholds.yaml",
                "playback.stall_ratio:          {high: 0.03",
                "playback.stall_ratio:          {high: 0.01");
        assertEquals(1, run("rules", "replay", pack.toString(), "--history", recorded.toString()));
        assertTrue(out.toString().contains("2 snapshots, 1 of them different."), out.toString());
        assertEquals(0, run("rules", "replay", pack.toString(), "--history", recorded.toString(), "--room", "b"));
    }

    @Test
    void aHistoryIsToldAndRolledBack() throws IOException {
        Path tiny = folder.resolve("tiny");
        PackOnDisk.in(tiny);
        assertEquals(0, run("rules", "history", tiny.toString()));
        assertEquals("", out.toString());
        new PackEditor(new PackDirectory(tiny), new Checker(new DroolsRuleCompiler()), Clock.systemUTC())
                .edit(
                        files -> {
                            SortedMap<String, String> changed = new TreeMap<>(files);
                            changed.put(PackOnDisk.THRESHOLDS, PackOnDisk.thresholds("0.06"));
                            return changed;
                        },
                        Author.of("Mei"),
                        "fewer alarms");
        assertEquals(0, run("rules", "history", tiny.toString()));
        assertTrue(out.toString().contains("Mei: fewer alarms\n  modify thresholds.yaml"), out.toString());
        assertEquals(0, run("rules", "history", tiny.toString(), "--json"));
        assertTrue(out.toString().contains("\"reason\" : \"fewer alarms\""), out.toString());

        assertEquals(2, run("rules", "rollback", tiny.toString(), "0000000"));
        assertTrue(err.toString().contains("has no 0000000"), err.toString());
        assertEquals(0, run("rules", "rollback", tiny.toString(), "HEAD~1", "--reason", "no"), err.toString());
        assertEquals(PackOnDisk.thresholds("0.05"), Files.readString(tiny.resolve(PackOnDisk.THRESHOLDS)));
        assertEquals(0, run("rules", "history", tiny.toString(), "--most", "1"));
        assertTrue(out.toString().contains(": no\n"), out.toString());

        assertEquals(2, run("rules", "history"));
        assertTrue(err.toString().contains("no history"), err.toString());
    }

    /** As the service does; to open a pipe would be to wait for ever. */
    @Test
    void aFolderIsReadAsTheServiceReadsIt() throws IOException, InterruptedException {
        Files.createDirectories(pack.resolve("causes/more/deeper"));
        assertEquals(2, run("rules", "check", pack.toString()));
        assertTrue(out.toString().contains("causes/more/deeper: this is not a file."), out.toString());
        assertEquals(2, run("rules", "test", pack.toString()));
        Files.delete(pack.resolve("causes/more/deeper"));
        Files.delete(pack.resolve("causes/more"));

        Files.createSymbolicLink(pack.resolve("loop"), Path.of("."));
        assertEquals(2, run("rules", "check", pack.toString()));
        assertEquals(2, out.toString().lines().count(), out.toString());
        assertTrue(out.toString().startsWith("loop:1: no file of a rule pack has such a name."), out.toString());
        Files.delete(pack.resolve("loop"));

        assertEquals(
                0,
                new ProcessBuilder("mkfifo", pack.resolve("causes/pipe.drl").toString())
                        .start()
                        .waitFor());
        assertEquals(2, run("rules", "check", pack.toString()));
        assertTrue(
                out.toString().contains("causes/pipe.drl: this is not a file, but a pipe, a socket or a device."),
                out.toString());
        assertEquals(2, run("rules", "diff", pack.toString()));
        assertTrue(
                err.toString().contains("causes/pipe.drl: this is not a file, but a pipe, a socket or a device."),
                err.toString());
    }

    @Test
    void aHistoryNamesAFewFilesOfEachChange() {
        new PackEditor(new PackDirectory(pack), new Checker(new DroolsRuleCompiler()), Clock.systemUTC())
                .edit(
                        files -> {
                            SortedMap<String, String> changed = new TreeMap<>(files);
                            changed.merge("cases/uplink-lost.yaml", "# one more\n", String::concat);
                            return changed;
                        },
                        Author.of("Mei"),
                        "once");

        assertEquals(0, run("rules", "history", pack.toString()));
        assertTrue(out.toString().contains("  modify cases/uplink-lost.yaml"), out.toString());
        assertTrue(out.toString().matches("(?s).*  and \\d+ files more\n"), out.toString());
        assertTrue(out.toString().lines().count() < 20, out.toString());
    }
}
