package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reports that were given: the last ones from memory, and those of recorded windows wherever they were recorded. What is not in memory
 * is diagnosed again: under the same rules that gives the same report, under others the report names these.
 */
public final class Reports {
    private final RecentReports recent;
    private final History history;
    private final Function<MetricSnapshot, Report> diagnosis;

    /** Reports of {@code recent} and {@code history}; {@code diagnosis} is that of the rules in force. */
    public Reports(RecentReports recent, History history, Function<MetricSnapshot, Report> diagnosis) {
        this.recent = recent;
        this.history = history;
        this.diagnosis = diagnosis;
    }

    /**
     * The report with this id.
     *
     * @throws HistoryUnavailableException where it is not in memory, and the history cannot be read
     */
    public Optional<StoredReport> byId(String id) {
        return recent.byId(id).or(() -> history.byReport(id).map(this::again));
    }

    /**
     * The report on the latest window of {@code room}.
     *
     * @throws HistoryUnavailableException where there is none in memory, and the history cannot be read
     */
    public Optional<StoredReport> latest(String room) {
        Optional<StoredReport> remembered = recent.latest(room);
        try {
            // Another instance may have recorded a later one.
            return history.latest(room)
                    .filter(recorded -> remembered.stream().noneMatch(report -> isAsLate(report, recorded)))
                    .map(this::again)
                    .or(() -> remembered);
        } catch (HistoryUnavailableException e) {
            return Optional.of(remembered.orElseThrow(() -> e));
        }
    }

    private static boolean isAsLate(StoredReport report, RecordedWindow recorded) {
        return !report.report()
                .window()
                .end()
                .isBefore(recorded.snapshot().window().end());
    }

    private StoredReport again(RecordedWindow recorded) {
        return new StoredReport(recorded.report(), recorded.taken(), diagnosis.apply(recorded.completed()));
    }
}
