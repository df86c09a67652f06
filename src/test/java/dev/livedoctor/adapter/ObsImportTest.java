package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of OBS become snapshots. */
class ObsImportTest {
    private static final String FILE = "2026-11-22 20-15-03.txt";
    private static final String LOG = Sample.text("obs/" + FILE);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ObsMapping MAPPING =
            Mappings.shipped("obs.yaml", ObsMapping::read).current();

    private static List<MetricSnapshot> imported(String log) {
        return ObsImport.of(log.getBytes(StandardCharsets.UTF_8), "a", Optional.empty(), SHANGHAI, MAPPING)
                .snapshots();
    }

    private static String without(String words) {
        return String.join(
                "\n", LOG.lines().filter(line -> !line.contains(words)).toList());
    }

    private static MetricSnapshot last(List<MetricSnapshot> snapshots) {
        return snapshots.get(snapshots.size() - 1);
    }

    @Test
    void aBroadcastOverMidnight() {
        List<MetricSnapshot> snapshots = imported(LOG);
        assertEquals(3, snapshots.size());
        MetricSnapshot broken = snapshots.get(0);
        assertEquals(
                new Window(Instant.parse("2026-11-22T12:41:00Z"), Instant.parse("2026-11-22T12:42:00Z")),
                broken.window());
        assertEquals(Map.of("ingest.reconnects", 2.0, "ingest.connected", 0.0), broken.metrics());
        assertEquals(
                List.of(new RoomEvent(Instant.parse("2026-11-22T12:41:07.220Z"), "encoder.disconnected", null)),
                broken.events());
        assertEquals(
                Map.of("ingest.reconnects", 0.0, "ingest.connected", 1.0),
                snapshots.get(1).metrics());
        MetricSnapshot whole = snapshots.get(2);
        assertEquals(
                new Window(Instant.parse("2026-11-22T12:16:34.013Z"), Instant.parse("2026-11-22T16:16:34.603Z")),
                whole.window());
        assertEquals(
                Map.of(
                        "ingest.dropped_frame_ratio", 0.1,
                        "ingest.skipped_frame_ratio", 0.05,
                        "ingest.render_lag_ratio", 0.001,
                        "ingest.reconnects", 2.0,
                        "ingest.target_frame_rate", 60.0,
                        "ingest.target_video_kbps", 6_000.0,
                        "ingest.height_px", 1_080.0),
                whole.metrics());
    }

    @Test
    void whatObsDoesNotSayIsNotZeroUnlessItWouldHaveSaidSo() {
        // It says nothing of dropped frames where there are none, and nothing of skipped ones while it goes on
        // recording.
        MetricSnapshot none = last(imported(without("dropped frames").replace("777600 (864000 attempted)", "864000")));
        assertEquals(0.0, none.metrics().get("ingest.dropped_frame_ratio"));
        MetricSnapshot recording = last(imported(without("Video stopped")));
        assertFalse(recording.metrics().containsKey("ingest.skipped_frame_ratio"));
        // Over SRT it does not count them.
        MetricSnapshot srt = last(imported(LOG.replace(
                "20:50:00.000: Output 'simple_file_output': stopping",
                "20:50:00.000: [ffmpeg mpegts muxer: 'simple_stream']: Output format name and long_name: mpegts")));
        assertFalse(srt.metrics().containsKey("ingest.dropped_frame_ratio"));
    }

    @Test
    void aDayThatIsNoneIsNotTaken() {
        assertEquals(List.of(), imported(LOG.replace("Time: 2026-11-22", "Time: 2026-02-30")));
    }

    @Test
    void aCrashLeavesWhatIsKnown() {
        String cut = LOG.substring(0, LOG.indexOf("00:16:34.600"));
        assertEquals(2, imported(cut).size());
    }

    @Test
    void theDateComesFromTheFileWhereTheLogSaysNone() {
        String undated = without("Current Date/Time");
        assertEquals(List.of(), imported(undated));
        Optional<LocalDate> date = ObsImport.date(FILE);
        assertEquals(Optional.of(LocalDate.of(2026, 11, 22)), date);
        assertEquals(Optional.empty(), ObsImport.date("last.log"));
        assertEquals(
                imported(LOG),
                ObsImport.of(undated.getBytes(StandardCharsets.UTF_8), "a", date, SHANGHAI, MAPPING)
                        .snapshots());
    }

    @Test
    void aLogIsFollowedWhileItGrows(@TempDir Path folder) throws IOException {
        Notebook notebook = new Notebook();
        SetClock clock = new SetClock(Instant.parse("2026-11-22T12:20:00Z"));
        ObsFollower follower = new ObsFollower(
                folder,
                "a",
                SHANGHAI,
                Mappings.shipped("obs.yaml", ObsMapping::read),
                notebook,
                new SourceStats("obs", clock),
                clock);
        Files.writeString(folder.resolve("2026-11-21 20-15-03.txt"), "20:15:03.001: an older one\n");
        Path log = folder.resolve(FILE);
        int broken = LOG.indexOf("20:42:23");
        Files.writeString(log, LOG.substring(0, broken - 20));
        follower.poll();
        assertEquals(0, notebook.all().size());
        clock.set(Instant.parse("2026-11-22T12:42:10Z"));
        Files.writeString(log, LOG.substring(broken - 20, broken), StandardOpenOption.APPEND);
        follower.poll();
        follower.poll();
        assertEquals(1, notebook.all().size());
        Files.writeString(log, LOG.substring(broken), StandardOpenOption.APPEND);
        // OBS begins anew before anybody looks again.
        Files.writeString(folder.resolve("2026-11-23 08-15-03.txt"), "08:15:03.001: a newer one\n");
        clock.set(Instant.parse("2026-11-22T16:30:00Z"));
        follower.poll();
        assertEquals(imported(LOG), notebook.all());
        // Another start reads it once more.
        ObsFollower again = new ObsFollower(
                log,
                "a",
                SHANGHAI,
                Mappings.shipped("obs.yaml", ObsMapping::read),
                notebook,
                new SourceStats("obs", clock),
                clock);
        again.poll();
        assertEquals(3, notebook.all().size());
    }

    /** Whatever lies in a file, nothing breaks, and all that comes of it is a snapshot with a window. */
    @Property(tries = 200)
    void nothingBreaks(@ForAll String noise, @ForAll int at, @ForAll int dropped) {
        List<String> lines = new ArrayList<>(LOG.lines().toList());
        lines.remove(Math.floorMod(dropped, lines.size()));
        lines.add(Math.floorMod(at, lines.size()), noise);
        lines.add(Math.floorMod(at, lines.size()), "20:1" + noise);
        for (MetricSnapshot snapshot : imported(String.join("\n", lines))) {
            assertTrue(snapshot.window().start().isBefore(snapshot.window().end()));
            assertFalse(snapshot.metrics().isEmpty());
        }
    }
}
