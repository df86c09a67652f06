package dev.livedoctor.history;

import java.sql.SQLException;
import java.util.Map;

/** Sums over the windows of a quarter of an hour. */
final class QuarterTally {
    private int windows;
    private Map<String, String> setup = Map.of();
    private double minutes;
    private double watched;
    private double seen;
    private double stalled;
    private double exposed;
    private double lost;
    private double entries;
    private double orders;
    private final double[] funnel = new double[6];
    private static final String[] FUNNEL = {
        "commerce.product_impressions",
        "commerce.product_clicks",
        "commerce.add_to_carts",
        "commerce.checkouts",
        "commerce.payment_attempts",
        "commerce.orders"
    };

    void add(AnalysedWindow window) {
        windows++;
        minutes += window.minutes();
        watched += window.watched();
        if (window.seesStalls()) {
            seen += window.minutes();
            lost += window.lost();
            if (window.stalled()) {
                stalled += window.minutes();
                exposed += window.watched();
            }
        }
        // Orders of a window without a count of entries cannot be related to viewers.
        if (window.has("audience.entries")) {
            if (window.has("commerce.orders")) {
                entries += window.metric("audience.entries");
                orders += window.metric("commerce.orders");
            } else if (window.has("commerce.conversion_ratio")) {
                entries += window.metric("audience.entries");
                orders += window.metric("commerce.conversion_ratio") * window.metric("audience.entries");
            }
        }
        for (int i = 0; i < funnel.length; i++) {
            funnel[i] += window.metric(FUNNEL[i]);
        }
        Map<String, String> told = RoomSettings.of(window.snapshot().attributes());
        if (!told.isEmpty()) {
            setup = told;
        }
    }

    void write(WriteConnection connection, int room, long quarter) throws SQLException {
        connection
                .prepare(
                        """
                        INSERT INTO quarter (room, quarter, windows, setup, minutes, watched, seen, stalled, exposed, lost, entries,
                            orders, impressions, clicks, carts, checkouts, attempts, paid)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (room, quarter) DO UPDATE SET
                            windows = excluded.windows, setup = excluded.setup, minutes = excluded.minutes,
                            watched = excluded.watched, seen = excluded.seen, stalled = excluded.stalled,
                            exposed = excluded.exposed, lost = excluded.lost, entries = excluded.entries,
                            orders = excluded.orders, impressions = excluded.impressions, clicks = excluded.clicks,
                            carts = excluded.carts, checkouts = excluded.checkouts, attempts = excluded.attempts,
                            paid = excluded.paid
                        WHERE excluded.windows >= quarter.windows""",
                        room,
                        quarter,
                        windows,
                        connection.word(RoomSettings.text(setup)),
                        finite(minutes),
                        finite(watched),
                        finite(seen),
                        finite(stalled),
                        finite(exposed),
                        finite(lost),
                        finite(entries),
                        finite(orders),
                        finite(funnel[0]),
                        finite(funnel[1]),
                        finite(funnel[2]),
                        finite(funnel[3]),
                        finite(funnel[4]),
                        finite(funnel[5]))
                .executeUpdate();
    }

    /** Sums of huge numbers stay numbers, and what is no number counts for nothing: a row without one would hold up all others. */
    static double finite(double sum) {
        return Double.isNaN(sum) ? 0 : Math.min(sum, Double.MAX_VALUE);
    }
}
