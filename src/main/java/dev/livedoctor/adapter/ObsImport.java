package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A whole log of OBS as snapshots.
 *
 * @param snapshots in the order of the log
 * @param troubles what of it could not be used
 */
public record ObsImport(List<MetricSnapshot> snapshots, Set<String> troubles) {

    private static final int MOST_SNAPSHOTS = 5_000;

    /**
     * Reads {@code log}.
     *
     * @param date of its first line, where the log does not say it itself
     * @param zone in which OBS ran
     * @param mappings the folder of the mappings; without one, the shipped one holds
     * @throws BadAdaptersException where the mapping is missing or wrong
     */
    public static ObsImport of(
            byte[] log, String room, Optional<LocalDate> date, ZoneId zone, Optional<Path> mappings, RulePack pack) {
        Mapping<ObsMapping> mapping = new Mapping<>(mappings, SourceType.OBS.file(), ObsMapping::read, () -> pack);
        if (!mapping.complaints().isEmpty()) {
            throw new BadAdaptersException(
                    mapping.complaints().stream().map(Complaint::toString).toList());
        }
        return of(log, room, date, zone, mapping.current());
    }

    static ObsImport of(byte[] log, String room, Optional<LocalDate> date, ZoneId zone, ObsMapping mapping) {
        Set<String> troubles = new LinkedHashSet<>();
        ObsReader reader =
                new ObsReader(new ObsLog(date.orElse(null), zone), new ObsSnapshots(room, mapping, troubles::add));
        List<MetricSnapshot> snapshots = new ArrayList<>();
        new String(log, StandardCharsets.UTF_8)
                .lines()
                .takeWhile(line -> snapshots.size() < MOST_SNAPSHOTS)
                .forEach(line -> snapshots.addAll(reader.read(line)));
        if (snapshots.size() < MOST_SNAPSHOTS) {
            snapshots.addAll(reader.end());
        } else {
            troubles.add("There are more than " + MOST_SNAPSHOTS + " snapshots in the log; the others are left out.");
        }
        return new ObsImport(snapshots, troubles);
    }

    /** The date in the name of a file of OBS, such as {@code 2026-11-28 20-15-03.txt}. */
    public static Optional<LocalDate> date(String file) {
        return ObsLog.date(file);
    }
}
