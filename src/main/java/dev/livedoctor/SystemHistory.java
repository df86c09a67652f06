package dev.livedoctor;

import dev.livedoctor.history.RecentReports;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The memory of the service. */
final class SystemHistory {
    private SystemHistory() {}

    @Produces
    @Singleton
    static RecentReports recent(HistoryConfig config) {
        return new RecentReports(config.reports());
    }
}
