package dev.livedoctor.lookback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.livedoctor.diagnosis.Text;
import org.jspecify.annotations.Nullable;

/**
 * A product category in a market.
 *
 * @param market empty where snapshots name none
 * @param entries viewers who entered
 * @param orders paid
 * @param others how its orders per entry compare with those of the other categories of the market
 * @param withoutWorstRoom the ratio without the room that is furthest below; not a number where there is only one
 * @param weakestStep where it loses most against the others; null where steps were not measured
 * @param standing what can be said of it
 */
public record WeakCategory(
        String category,
        String market,
        double entries,
        double orders,
        @JsonUnwrapped PeerComparison others,
        double withoutWorstRoom,
        @Nullable FunnelStep weakestStep,
        Conclusion standing)
        implements Insight.Item {

    /** What can be said of a category. */
    public enum Conclusion {
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
        return standing == Conclusion.PERSISTENT || standing == Conclusion.ONE_ROOM_SELLS_IT;
    }

    @Override
    public Text sentence() {
        String where = market.isEmpty() ? category : category + " (" + market + ")";
        if (standing == Conclusion.TOO_LITTLE) {
            return new Text(
                    where + ": too little to say (" + NumberWords.some(others.evenings(), "evening", "evenings") + ", "
                            + NumberWords.count(orders) + " orders).",
                    where + "：数据太少，无法判断（" + others.evenings() + " 晚，" + NumberWords.count(orders) + " 单）。");
        }
        String step = weakestStep == null
                ? ""
                : "; most is lost at " + weakestStep.name() + " (" + NumberWords.times(weakestStep.ratio()) + " times)";
        String stepZh = weakestStep == null
                ? ""
                : "；损失最大的环节 " + weakestStep.name() + "（" + NumberWords.times(weakestStep.ratio()) + " 倍）";
        return new Text(
                where + ": " + NumberWords.percent(others.rate()) + " of those who enter buy, "
                        + NumberWords.times(others.ratio())
                        + " times the median of the market (95 %: " + others.interval(" to ")
                        + "), below it on " + others.eveningsWorse() + " of "
                        + NumberWords.some(others.evenings(), "evening", "evenings") + " and in " + others.roomsWorse()
                        + " of " + NumberWords.some(others.rooms(), "room", "rooms") + step + "; q "
                        + NumberWords.chance(others.q()) + "."
                        + (standing == Conclusion.ONE_ROOM_DRIVES_IT ? " Without its worst room it is not." : ""),
                where + "：进入观众下单率 " + NumberWords.percent(others.rate()) + "，为市场中位品类的 "
                        + NumberWords.times(others.ratio())
                        + " 倍（95%："
                        + others.interval("–") + "），" + others.evenings() + " 晚中有 " + others.eveningsWorse()
                        + " 晚偏低，" + others.rooms() + " 个房间中有 " + others.roomsWorse() + " 个偏低" + stepZh + "；q "
                        + NumberWords.chance(others.q()) + "。"
                        + (standing == Conclusion.ONE_ROOM_DRIVES_IT ? "去掉最差的房间后并不偏低。" : ""));
    }
}
