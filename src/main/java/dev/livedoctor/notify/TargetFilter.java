package dev.livedoctor.notify;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which reports a target is told. Every condition must hold; an empty one does.
 *
 * @param least the best status that is told
 * @param severity the least severity that one of the symptoms must have
 * @param rooms names of rooms
 * @param markets of the room, in upper case
 * @param owners of the first action
 */
record TargetFilter(
        Status least, Optional<Severity> severity, List<Glob> rooms, Set<String> markets, Set<Owner> owners) {
    /** From the best to the worst; too little known is worse than healthy and better than a finding. */
    private static final List<Status> ORDER =
            List.of(Status.HEALTHY, Status.UNKNOWN, Status.WATCH, Status.DEGRADED, Status.CRITICAL);

    /** Whether {@code report} on a room of {@code market} is told; a room without a market is in none. */
    boolean matches(Report report, Optional<String> market) {
        return ORDER.indexOf(report.status()) >= ORDER.indexOf(least)
                && severity.map(bad -> report.symptoms().stream()
                                .anyMatch(symptom -> symptom.severity().compareTo(bad) <= 0))
                        .orElse(true)
                && isOf(report.room(), market)
                && (owners.isEmpty() || owner(report).filter(owners::contains).isPresent());
    }

    /** Whether an alert on a room of {@code market} is told: its severity stands for the status, and it is what is wrong; one that is nobody's is everybody's. */
    boolean matches(Episode episode, Optional<String> market) {
        Status status =
                switch (episode.severity()) {
                    case CRITICAL -> Status.CRITICAL;
                    case MAJOR -> Status.DEGRADED;
                    case MINOR, INFO -> Status.WATCH;
                };
        return ORDER.indexOf(status) >= ORDER.indexOf(least)
                && severity.map(bad -> episode.severity().compareTo(bad) <= 0).orElse(true)
                && isOf(episode.room(), market)
                && (owners.isEmpty() || episode.owner() == null || owners.contains(episode.owner()));
    }

    private boolean isOf(String room, Optional<String> market) {
        return (rooms.isEmpty() || rooms.stream().anyMatch(glob -> glob.matches(room)))
                && (markets.isEmpty()
                        || market.map(name -> name.toUpperCase(Locale.ROOT))
                                .filter(markets::contains)
                                .isPresent());
    }

    private static Optional<Owner> owner(Report report) {
        return report.diagnoses().stream()
                .flatMap(diagnosis -> diagnosis.cause().actions().stream())
                .findFirst()
                .map(action -> action.owner());
    }
}
