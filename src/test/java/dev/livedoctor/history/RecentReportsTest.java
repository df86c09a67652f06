package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final byte[] REQUEST = {'{', '}'};

    private static StoredReport report(String id, String room) {
        Report report = new Report(
                room,
                new Window(NOON.minusSeconds(60), NOON),
                Status.HEALTHY,
                new Text("", ""),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Report.Rules("pack", "sha256:0", null, Map.of()));
        return new StoredReport(id, NOON, report);
    }

    @Test
    void keepsTheLastOnesByNameAndByRoom() {
        RecentReports reports = new RecentReports(3);
        List<StoredReport> all = IntStream.range(0, 5)
                .mapToObj(number -> report("id-" + number, number == 2 ? "other" : "room"))
                .toList();
        all.forEach(reports::add);
        assertEquals(Optional.empty(), reports.byId("id-1"));
        assertEquals(Optional.of(all.get(2)), reports.byId("id-2"));
        assertEquals(Optional.of(all.get(4)), reports.latest("room"));
        assertEquals(Optional.of(all.get(2)), reports.latest("other"));
        reports.add(report("id-5", "room"));
        assertEquals(Optional.empty(), reports.latest("other"));
    }

    @Test
    void aWindowFarAheadDoesNotStayTheLatest() {
        RecentReports reports = new RecentReports(3);
        StoredReport now = report("id-0", "room");
        reports.add(new StoredReport("ahead", NOON.minusSeconds(7_200), now.report()));
        reports.add(now);
        StoredReport next = new StoredReport("next", NOON, before(now.report()));
        reports.add(new StoredReport("ahead", NOON.minusSeconds(7_200), now.report()));
        reports.add(next);
        assertEquals(Optional.of(next), reports.latest("room"));
    }

    private static Report before(Report report) {
        return new Report(
                report.room(),
                new Window(NOON.minusSeconds(180), NOON.minusSeconds(120)),
                report.status(),
                report.summary(),
                report.symptoms(),
                report.diagnoses(),
                report.ruledOut(),
                report.untestable(),
                report.measureNext(),
                report.warnings(),
                report.rules());
    }

    @Test
    void aReportIsMadeAgainByWhomeverMadeIt() {
        RecentReports reports = new RecentReports(10);
        List<StoredReport> all = IntStream.range(0, 5)
                .mapToObj(change -> report("id-" + change, "room-" + change))
                .toList();
        List<ReportFunction> reportFunctions =
                all.stream().map(RecentReportsTest::always).toList();
        for (int change = 0; change < all.size(); change++) {
            reports.add(all.get(change), REQUEST, reportFunctions.get(change));
        }
        for (StoredReport report : all) {
            assertEquals(Optional.of(report), reports.byId(report.id()));
            assertEquals(Optional.of(report), reports.latest(report.report().room()));
        }
    }

    @Test
    void aLargeRequestIsNotKept() {
        RecentReports reports = new RecentReports(2);
        StoredReport report = report("id", "room");
        reports.add(report, new byte[20_000], request -> {
            throw new AssertionError("made again");
        });
        assertEquals(Optional.of(report), reports.byId("id"));
    }

    private static ReportFunction always(StoredReport report) {
        return request -> {
            assertSame(REQUEST, request);
            return report.report();
        };
    }

    @Test
    void keepsNoneWhereNoneAreWanted() {
        RecentReports reports = new RecentReports(0);
        reports.add(report("id", "room"));
        assertEquals(Optional.empty(), reports.latest("room"));
    }

    @Test
    void leaksNothingWhateverTheThreads() {
        RecentReports reports = new RecentReports(8);
        IntStream.range(0, 20_000).parallel().forEach(number -> reports.add(report("id-" + number, "room-" + number)));
        long kept = IntStream.range(0, 20_000)
                .filter(number -> reports.byId("id-" + number).isPresent())
                .count();
        long rooms = IntStream.range(0, 20_000)
                .filter(number -> reports.latest("room-" + number).isPresent())
                .count();
        assertTrue(kept == 8 && rooms == 8, kept + " reports and " + rooms + " rooms");
    }
}
