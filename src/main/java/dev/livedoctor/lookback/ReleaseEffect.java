package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a metric did after a release.
 *
 * @param name what changed: {@code app_version}, an attribute, or the type of an event
 * @param from what it was; null for app versions, which are compared side by side
 * @param to what it became; empty for an event without a note
 * @param room where; null for app versions, which are compared in all rooms
 * @param since the first evening
 * @param before what the metric was before, or among the other versions
 * @param after what it is
 * @param ratio of both; not a number where it was 0
 * @param eveningsBefore how many evenings tell that
 * @param eveningsAfter how many tell the other
 * @param worse whether the change is for the worse
 * @param besides what else changed in the room on that evening
 * @param p the chance of such a difference or a larger one, either way
 * @param q the rate of false discoveries at which it is one
 */
public record ReleaseEffect(
        Kind kind,
        String name,
        @Nullable String from,
        String to,
        @Nullable String room,
        LocalDate since,
        String metric,
        double before,
        double after,
        double ratio,
        int eveningsBefore,
        int eveningsAfter,
        boolean worse,
        List<String> besides,
        double p,
        double q)
        implements Insight.Item {

    private static final double LEAST_RATIO = 1.1;

    /** What was released. */
    public enum Kind {
        APP_VERSION,
        SETTING,
        RELEASE
    }

    ReleaseEffect withQ(double adjusted) {
        return new ReleaseEffect(
                kind,
                name,
                from,
                to,
                room,
                since,
                metric,
                before,
                after,
                ratio,
                eveningsBefore,
                eveningsAfter,
                worse,
                besides,
                p,
                adjusted);
    }

    @Override
    public boolean finding() {
        return q <= FalseDiscoveryRate.RATE && matters();
    }

    /** Whether it is a tenth more or less, or something where nothing was. */
    private boolean matters() {
        return Double.isNaN(ratio) ? after != before : ratio >= LEAST_RATIO || ratio <= 1 / LEAST_RATIO;
    }

    @Override
    public Text sentence() {
        String values = String.format(Locale.ROOT, "%.3g → %.3g", before, after);
        String also = besides.isEmpty() ? "" : String.join(", ", besides);
        if (kind == Kind.APP_VERSION) {
            return new Text(
                    "app_version " + to + " (since " + since + "): " + metric + " " + NumberWords.times(ratio)
                            + " times that of the other versions over "
                            + NumberWords.some(eveningsAfter, "evening", "evenings")
                            + (Double.isNaN(q) ? "; too little to say." : "; q " + NumberWords.chance(q) + "."),
                    "app_version " + to + "（自 " + since + "）：" + metric + " 为其他版本的 " + NumberWords.times(ratio)
                            + " 倍，共 " + eveningsAfter + " 晚"
                            + (Double.isNaN(q) ? "；数据太少，无法判断。" : "；q " + NumberWords.chance(q) + "。"));
        }
        String change = from == null ? name + " " + to : name + " " + from + " → " + to;
        return new Text(
                change + " in " + room + " on " + since + ": " + metric + " " + values + " (" + eveningsBefore
                        + " evenings before, " + eveningsAfter + " after)"
                        + (also.isEmpty() ? "" : "; the same evening: " + also) + "; q " + NumberWords.chance(q) + ".",
                room + " 于 " + since + " 改动 " + change + "：" + metric + " " + values + "（前 " + eveningsBefore + " 晚，后 "
                        + eveningsAfter + " 晚）" + (also.isEmpty() ? "" : "；同一晚还有：" + also) + "；q "
                        + NumberWords.chance(q) + "。");
    }
}
