package dev.livedoctor.history;

import dev.livedoctor.snapshot.WellKnown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was recorded, by the hour and by the quarter, row by row: nothing of it is held. Rows of a room come together, in order of time. */
public final class RollUpReader {
    private static final String PLACES = "SELECT r.name, r.zone, r.category, r.market, ";
    private static final int SECONDS_A_QUARTER = 900;
    private static final int MOST_SETUPS = 10_000;

    private final HistoryReader reader;
    private final RollUpJob rollUpJob;
    private final Runnable between;

    RollUpReader(HistoryReader reader, RollUpJob rollUpJob) {
        this(reader, rollUpJob, () -> {});
    }

    private RollUpReader(HistoryReader reader, RollUpJob rollUpJob, Runnable between) {
        this.reader = reader;
        this.rollUpJob = rollUpJob;
        this.between = between;
    }

    /** A reader that can be interrupted: {@code check} is run between rows, and what it throws ends the reading. */
    public RollUpReader withInterrupt(Runnable check) {
        return new RollUpReader(reader, rollUpJob, check);
    }

    private void each(String sql, HistoryReader.EachRow row, Object... parameters) {
        reader.each(
                sql,
                results -> {
                    between.run();
                    row.read(results);
                },
                parameters);
    }

    /**
     * What is asked for: begins from {@code from} until before {@code to}, of one room, and of what was of one market and one category
     * then, or of all where null.
     */
    public record Query(
            Instant from,
            Instant to,
            @Nullable String room,
            @Nullable String market,
            @Nullable String category) {
        private static final String SETUP_NAMES = """
                EXISTS (SELECT 1 FROM quarter x JOIN word v ON v.id = x.setup
                WHERE x.room = r.id AND x.quarter >= %1$s AND x.quarter < %1$s + %2$s
                AND (REPLACE(v.text, ?, '') <> v.text OR REPLACE(v.text, ?, '') = v.text AND r.%3$s = ?))""";

        /** Which rows are asked for; {@code first} is the first quarter of a row, which is as long as {@code quarters}. */
        private String which(String first, int quarters) {
            return (room == null ? "" : " AND r.name = ?")
                    + (market == null ? "" : " AND " + SETUP_NAMES.formatted(first, quarters, "market"))
                    + (category == null ? "" : " AND " + SETUP_NAMES.formatted(first, quarters, "category"));
        }

        private Object[] parameters(Object... first) {
            List<Object> all = new ArrayList<>(List.of(first));
            if (room != null) {
                all.add(room);
            }
            name(all, WellKnown.MARKET, market);
            name(all, WellKnown.CATEGORY, category);
            return all.toArray();
        }

        private Object[] rooms(Object... first) {
            List<Object> all = new ArrayList<>(List.of(first));
            for (String one : new @Nullable String[] {room, market, category}) {
                all.add(one == null ? "" : one);
                all.add(one == null ? "" : one);
            }
            return all.toArray();
        }

        /** As a setup has it, which is JSON: no text in it can look like a name and its value. What it names not at all is as the room is now. */
        private static void name(List<Object> parameters, String attribute, @Nullable String value) {
            if (value != null) {
                String named = RoomSettings.text(Map.of(attribute, HourRollUp.cut(value)));
                parameters.add(named.substring(1, named.length() - 1));
                parameters.add('"' + attribute + "\":");
                parameters.add(value);
            }
        }

        private long firstHour() {
            return Hour.of(from);
        }

        private long hourAfter() {
            return Hour.of(to.minusNanos(1)) + 1;
        }
    }

    /**
     * Rolls up what was recorded meanwhile of the hours that are over, as far as it gets by {@code deadline}.
     *
     * @return hours of rooms that are left out yet, those that are not over among them
     */
    public int rollUpPending(Query query, Instant deadline) {
        // What was recorded lately is not judged yet: rooms count as what they are now.
        String which = "hour >= ? AND hour < ? AND room IN (SELECT id FROM room WHERE (? = '' OR name = ?)"
                + " AND (? = '' OR market = ?) AND (? = '' OR category = ?))";
        long over = Math.min(query.hourAfter(), rollUpJob.hourUnderWay());
        rollUpJob.settle(deadline, which, query.rooms(query.firstHour(), over));
        return reader.rows(
                        "SELECT COUNT(*) FROM due WHERE " + which,
                        row -> row.getInt(1),
                        query.rooms(query.firstHour(), query.hourAfter()))
                .get(0);
    }

    /** What rooms were, by the quarter of an hour. */
    public void quarters(Query query, Consumer<Quarter> consumer) {
        Map<String, Map<String, String>> setups = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
                return size() > MOST_SETUPS;
            }
        };
        each(
                PLACES + """
                        q.quarter, w.text, q.minutes, q.watched, q.seen, q.stalled, q.exposed, q.lost, q.entries, q.orders,
                        q.impressions, q.clicks, q.carts, q.checkouts, q.attempts, q.paid
                        FROM room r CROSS JOIN quarter q JOIN word w ON w.id = q.setup
                        WHERE q.room = r.id AND q.quarter >= ? AND q.quarter < ?""" + query.which("q.quarter", 1) + " ORDER BY r.id, q.quarter",
                row -> {
                    double[] funnel = new double[6];
                    for (int i = 0; i < funnel.length; i++) {
                        funnel[i] = row.getDouble(15 + i);
                    }
                    consumer.accept(new Quarter(
                            place(row),
                            Instant.ofEpochSecond(row.getLong(5) * SECONDS_A_QUARTER),
                            setups.computeIfAbsent(row.getString(6), RoomSettings::read),
                            row.getDouble(7),
                            row.getDouble(8),
                            row.getDouble(9),
                            row.getDouble(10),
                            row.getDouble(11),
                            row.getDouble(12),
                            row.getDouble(13),
                            row.getDouble(14),
                            funnel));
                },
                query.parameters(Quarter.of(query.from), Quarter.of(query.to.minusNanos(1)) + 1));
    }

    /** The viewers of {@code dimension}, by the hour. */
    public void slices(Query query, SliceHour.Dimension dimension, Consumer<SliceHour> consumer) {
        each(
                PLACES + """
                        s.hour, w.text, s.watched, s.exits, s.seen, s.lost
                        FROM room r CROSS JOIN sliced s JOIN word w ON w.id = s.value
                        WHERE s.room = r.id AND s.hour >= ? AND s.hour < ? AND s.dimension = ?""" + query.which(quarters("s"), Quarter.AN_HOUR) + " ORDER BY r.id, s.hour",
                row -> {
                    consumer.accept(new SliceHour(
                            place(row),
                            hour(row),
                            row.getString(6),
                            row.getDouble(7),
                            row.getDouble(8),
                            row.getDouble(9),
                            row.getDouble(10)));
                },
                query.parameters(query.firstHour(), query.hourAfter(), dimension.ordinal()));
    }

    /** Causes that were confirmed or likely, by the hour. */
    public void causes(Query query, Consumer<CauseHour> consumer) {
        each(
                PLACES + """
                        c.hour, w.text, s.text, c.minutes, c.confidence
                        FROM room r CROSS JOIN caused c JOIN word w ON w.id = c.cause JOIN word s ON s.id = c.scope
                        WHERE c.room = r.id AND c.hour >= ? AND c.hour < ?""" + query.which(quarters("c"), Quarter.AN_HOUR) + " ORDER BY r.id, c.hour",
                row -> {
                    consumer.accept(new CauseHour(
                            place(row),
                            hour(row),
                            row.getString(6),
                            row.getString(7),
                            row.getDouble(8),
                            row.getDouble(9)));
                },
                query.parameters(query.firstHour(), query.hourAfter()));
    }

    /** Releases that snapshots told of. */
    public void releases(Query query, Consumer<ReleaseEvent> consumer) {
        each(
                PLACES + """
                        e.at, t.text, n.text
                        FROM room r CROSS JOIN released e JOIN word t ON t.id = e.type JOIN word n ON n.id = e.note
                        WHERE e.room = r.id AND e.at >= ? AND e.at < ?""" + query.which("e.at / " + Quarter.NANOS, 1) + " ORDER BY r.id, e.at",
                row -> {
                    consumer.accept(new ReleaseEvent(
                            place(row),
                            Instant.EPOCH.plus(Duration.ofNanos(row.getLong(5))),
                            row.getString(6),
                            row.getString(7)));
                },
                query.parameters(Hour.nanos(query.from), Hour.nanos(query.to)));
    }

    /** What {@code metric} was, by the hour. */
    public void metric(Query query, String metric, Consumer<HourlyMetric> consumer) {
        each(
                PLACES + """
                        h.hour, h.windows, h.total
                        FROM room r CROSS JOIN hourly h
                        WHERE h.room = r.id AND h.hour >= ? AND h.hour < ?
                        AND h.metric = (SELECT id FROM metric WHERE name = ?)""" + query.which(quarters("h"), Quarter.AN_HOUR) + " ORDER BY r.id, h.hour",
                row -> {
                    consumer.accept(new HourlyMetric(place(row), hour(row), row.getInt(6), row.getDouble(7)));
                },
                query.parameters(query.firstHour(), query.hourAfter(), metric));
    }

    private static String quarters(String table) {
        return table + ".hour * " + Quarter.AN_HOUR;
    }

    private static RoomInfo place(ResultSet row) throws SQLException {
        return new RoomInfo(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static Instant hour(ResultSet row) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(5) * Hour.LENGTH.toSeconds());
    }
}
