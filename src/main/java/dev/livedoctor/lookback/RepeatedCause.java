package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Text;
import java.util.Locale;

/**
 * A cause in a room.
 *
 * @param cause its code
 * @param scope whom it concerned, {@code cdn_node=jkt-2}; {@code room} where it was everybody
 * @param evenings on which it was confirmed or likely
 * @param broadcasts evenings of the room
 * @param share of both
 * @param low end of its 95 % interval
 * @param high end of it
 * @param minutes of the windows that it was found in
 * @param confidence the highest
 * @param hour the local hour of the day in which it was found most often
 * @param hourShare the share of its hours that lie in it
 * @param rooms that have the same cause with the same scope
 * @param trend more of the share with each broadcast; not a number where too little is known to say
 * @param trendP the chance of such a trend or a stronger one
 * @param trendQ the rate of false discoveries at which it is one
 * @param finding whether it repeats
 */
public record RepeatedCause(
        String cause,
        String scope,
        String room,
        int evenings,
        int broadcasts,
        double share,
        double low,
        double high,
        double minutes,
        double confidence,
        int hour,
        double hourShare,
        int rooms,
        double trend,
        double trendP,
        double trendQ,
        boolean finding)
        implements Insight.Item {

    RepeatedCause withTrendQ(double q) {
        return new RepeatedCause(
                cause,
                scope,
                room,
                evenings,
                broadcasts,
                share,
                low,
                high,
                minutes,
                confidence,
                hour,
                hourShare,
                rooms,
                trend,
                trendP,
                q,
                finding);
    }

    @Override
    public Text sentence() {
        String at = String.format(Locale.ROOT, "%02d:00", hour);
        boolean everybody = scope.equals(Scope.ROOM.toString());
        boolean moves = trendQ <= FalseDiscoveryRate.RATE;
        return new Text(
                cause + (everybody ? "" : " (" + scope + ")") + " in " + room + ": on " + evenings + " of "
                        + NumberWords.some(broadcasts, "evening", "evenings") + " ("
                        + NumberWords.percent(low) + " to " + NumberWords.percent(high) + "), mostly at " + at
                        + (moves ? trend > 0 ? ", and more and more often" : ", and less and less often" : "")
                        + (rooms > 1 ? "; " + rooms + " rooms have it" : "") + ".",
                room + " 的 " + cause + (everybody ? "" : "（" + scope + "）") + "：" + broadcasts + " 晚中有 " + evenings
                        + " 晚（"
                        + NumberWords.percent(low) + "–" + NumberWords.percent(high) + "），多在 " + at
                        + (moves ? trend > 0 ? "，且越来越多" : "，且越来越少" : "")
                        + (rooms > 1 ? "；共 " + rooms + " 个房间出现" : "") + "。");
    }
}
