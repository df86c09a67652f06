package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import org.jspecify.annotations.Nullable;

/**
 * A product category in a market.
 *
 * @param market empty where snapshots name none
 * @param entries viewers who entered
 * @param orders paid
 * @param rate orders per entry
 * @param reference what the median category of the market would have had on the same evenings
 * @param ratio of both
 * @param low end of its 95 % interval; not a number where too little is known
 * @param high end of it
 * @param shrunken the ratio, drawn towards the others by as much as it is uncertain
 * @param evenings with enough entries
 * @param eveningsWorse evenings on which it was below
 * @param rooms that sell it
 * @param roomsWorse rooms that were below
 * @param withoutWorstRoom the ratio without the room that is furthest below; not a number where there is only one
 * @param weakestStep where it loses most against the others; null where steps were not measured
 * @param p the chance of such a ratio or a lower one
 * @param q the rate of false discoveries at which it is one
 * @param standing what can be said of it
 */
public record WeakCategory(
        String category,
        String market,
        double entries,
        double orders,
        double rate,
        double reference,
        double ratio,
        double low,
        double high,
        double shrunken,
        int evenings,
        int eveningsWorse,
        int rooms,
        int roomsWorse,
        double withoutWorstRoom,
        @Nullable FunnelStep weakestStep,
        double p,
        double q,
        Standing standing)
        implements Answer.Item {

    /** What can be said of a category. */
    public enum Standing {
        /** Worse, evening after evening, and not for one room alone. */
        PERSISTENT,
        /** Worse, and only one room sells it. */
        ONE_ROOM_SELLS_IT,
        /** Worse for one of its rooms; without that one it is not. */
        ONE_ROOM_DRIVES_IT,
        /** Not worse by more than chance, or not by enough to matter. */
        NOT_WORSE,
        /** Too few evenings or orders to say. */
        TOO_LITTLE
    }

    @Override
    public boolean finding() {
        return standing == Standing.PERSISTENT || standing == Standing.ONE_ROOM_SELLS_IT;
    }

    @Override
    public Text sentence() {
        String where = market.isEmpty() ? category : category + " (" + market + ")";
        if (standing == Standing.TOO_LITTLE) {
            return new Text(
                    where + ": too little to say (" + evenings + " evenings, " + Words.count(orders) + " orders).",
                    where + "：数据太少，无法判断（" + evenings + " 晚，" + Words.count(orders) + " 单）。");
        }
        String step = weakestStep == null
                ? ""
                : "; most is lost at " + weakestStep.name() + " (" + Words.times(weakestStep.ratio()) + " times)";
        String stepZh = weakestStep == null
                ? ""
                : "；损失最大的环节 " + weakestStep.name() + "（" + Words.times(weakestStep.ratio()) + " 倍）";
        return new Text(
                where + ": " + Words.percent(rate) + " of those who enter buy, " + Words.times(ratio)
                        + " times the median of the market (95 %: " + Words.times(low) + " to " + Words.times(high)
                        + "), below it on " + eveningsWorse + " of " + evenings + " evenings and in " + roomsWorse
                        + " of " + rooms + (rooms == 1 ? " room" : " rooms") + step + "; q " + Words.chance(q) + "."
                        + (standing == Standing.ONE_ROOM_DRIVES_IT ? " Without its worst room it is not." : ""),
                where + "：进入观众下单率 " + Words.percent(rate) + "，为市场中位品类的 " + Words.times(ratio) + " 倍（95%："
                        + Words.times(low) + "–" + Words.times(high) + "），" + evenings + " 晚中有 " + eveningsWorse
                        + " 晚偏低，" + rooms + " 个房间中有 " + roomsWorse + " 个偏低" + stepZh + "；q " + Words.chance(q) + "。"
                        + (standing == Standing.ONE_ROOM_DRIVES_IT ? "去掉最差的房间后并不偏低。" : ""));
    }
}
