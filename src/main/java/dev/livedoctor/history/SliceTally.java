package dev.livedoctor.history;

import dev.livedoctor.history.SliceHour.Dimension;
import dev.livedoctor.history.SliceHour.Key;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.WellKnown;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Sums over the slices of an hour that have one value of a dimension. */
final class SliceTally {
    /** Values of a dimension that are kept of an hour, those with the most viewers. */
    private static final int MOST_VALUES = 100;

    private double watched;
    private double exits;
    private double seen;
    private double lost;

    /** By dimension and value. */
    static Map<Key, SliceTally> of(List<AnalysedWindow> windows, UnaryOperator<String> kinds) {
        Map<Key, SliceTally> all = new HashMap<>();
        for (Dimension dimension : Dimension.values()) {
            Map<Key, SliceTally> tallies = new HashMap<>();
            windows.forEach(window -> add(window, dimension, kinds, tallies));
            tallies.entrySet().stream()
                    .sorted(Comparator.comparingDouble((Map.Entry<Key, SliceTally> one) -> -one.getValue().watched)
                            .thenComparing(one -> one.getKey().value()))
                    .limit(MOST_VALUES)
                    .forEach(one -> all.put(one.getKey(), one.getValue()));
        }
        return all;
    }

    /** A snapshot may show its viewers in several tables; the coarsest one that has the dimension counts each viewer once. */
    private static void add(
            AnalysedWindow window, Dimension dimension, UnaryOperator<String> kinds, Map<Key, SliceTally> tallies) {
        Map<Set<String>, List<Slice>> tables = window.snapshot().slices().stream()
                .collect(Collectors.groupingBy(slice -> slice.dimensions().keySet()));
        tables.keySet().stream()
                .filter(names -> named(names, dimension, kinds).isPresent())
                .min(Comparator.comparingInt((Set<String> names) -> names.size())
                        .thenComparing(names -> names.stream().sorted().toList().toString()))
                .ifPresent(names -> {
                    String name = named(names, dimension, kinds).orElseThrow();
                    for (Slice slice : tables.getOrDefault(names, List.of())) {
                        String value = String.valueOf(slice.dimensions().get(name));
                        tallies.computeIfAbsent(new Key(dimension, HourRollUp.cut(value)), key -> new SliceTally())
                                .add(slice.metrics(), window.minutes());
                    }
                });
    }

    /** What the client calls the dimension: where several names would do, the one that rules use. */
    private static Optional<String> named(Set<String> names, Dimension dimension, UnaryOperator<String> kinds) {
        return names.contains(dimension.text())
                ? Optional.of(dimension.text())
                : names.stream()
                        .filter(name -> kinds.apply(name).equals(dimension.text()))
                        .min(Comparator.naturalOrder());
    }

    private void add(Map<String, Double> metrics, double minutes) {
        Double viewers = metrics.get(WellKnown.VIEWERS);
        if (viewers == null) {
            return;
        }
        Double left = metrics.get("audience.exits");
        Double share = metrics.get("audience.exit_ratio");
        if (left != null) {
            watched += viewers * minutes;
            exits += left;
        } else if (share != null) {
            watched += viewers * minutes;
            exits += share * viewers;
        }
        Double stalls = metrics.get("playback.stall_ratio");
        if (stalls != null) {
            seen += viewers * minutes;
            lost += Math.min(1, stalls) * viewers * minutes;
        }
    }

    void write(WriteConnection connection, int room, long hour, Key key, int windows) throws SQLException {
        connection
                .prepare(
                        """
                        INSERT INTO sliced (room, hour, dimension, value, windows, watched, exits, seen, lost)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (room, hour, dimension, value) DO UPDATE SET
                            windows = excluded.windows, watched = excluded.watched, exits = excluded.exits,
                            seen = excluded.seen, lost = excluded.lost
                        WHERE excluded.windows >= sliced.windows""",
                        room,
                        hour,
                        key.dimension().ordinal(),
                        connection.word(key.value()),
                        windows,
                        QuarterTally.finite(watched),
                        QuarterTally.finite(exits),
                        QuarterTally.finite(seen),
                        QuarterTally.finite(lost))
                .executeUpdate();
    }
}
