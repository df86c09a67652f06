package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.lookback.PostMortem.Curve;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Means of a few metrics in equal parts of a time. */
final class Curves {
    private static final int PARTS = 240;
    private static final Map<String, Text> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put(WellKnown.VIEWERS, new Text("Viewers", "在线观众"));
        TITLES.put("playback.stall_ratio", new Text("Stalled share of watch time", "卡顿时间占比"));
        TITLES.put("audience.retention_60s_ratio", new Text("Still there after 60 s", "60 秒留存"));
        TITLES.put("ingest.video_kbps", new Text("Ingest, kbit/s", "推流码率 kbps"));
        TITLES.put("interaction.chat_rate", new Text("Chat messages per viewer-minute", "每观众分钟弹幕"));
        TITLES.put("commerce.orders", new Text("Orders per window", "每窗口订单"));
    }

    private final Instant from;
    private final double partMillis;
    private final Map<String, double[][]> sums = new LinkedHashMap<>();

    Curves(Instant from, Instant to) {
        this.from = from;
        partMillis = Math.max(1, Duration.between(from, to).toMillis() / (double) PARTS);
        TITLES.keySet().forEach(metric -> sums.put(metric, new double[2][PARTS]));
    }

    void add(MetricSnapshot snapshot) {
        int first = Math.max(0, part(snapshot.window().start()));
        // A window that is longer than a part is in all that it covers.
        int last =
                Math.min(PARTS - 1, Math.max(first, part(snapshot.window().end().minusMillis(1))));
        sums.forEach((metric, sum) -> {
            Double value = snapshot.metrics().get(metric);
            for (int part = first; value != null && part <= last; part++) {
                sum[0][part] += value;
                sum[1][part]++;
            }
        });
    }

    private int part(Instant time) {
        return (int) (Duration.between(from, time).toMillis() / partMillis);
    }

    /** Of the metrics that were measured. */
    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        sums.forEach((metric, sum) -> {
            double[] values = new double[PARTS];
            boolean measured = false;
            for (int i = 0; i < PARTS; i++) {
                values[i] = sum[1][i] == 0 ? Double.NaN : sum[0][i] / sum[1][i];
                measured |= sum[1][i] > 0;
            }
            if (measured) {
                curves.add(new Curve(metric, TITLES.getOrDefault(metric, new Text(metric, metric)), values));
            }
        });
        return curves;
    }
}
