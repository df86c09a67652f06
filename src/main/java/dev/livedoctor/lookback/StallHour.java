package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/**
 * An hour of the week.
 *
 * @param day its day; null where all days count together
 * @param hour local, 0 to 23
 * @param broadcasts that were on air in it, each counted once a date
 * @param stalled how many of them stalled
 * @param dates on which any was on air
 * @param stalledDates dates on which all rooms stalled, or more than each for itself does
 * @param share of broadcasts that stalled
 * @param low end of its 95 % interval
 * @param high end of it
 * @param elsewhere the share in all other hours; not a number where there are none
 * @param minutes that could be judged
 * @param stalledMinutes of these in windows that stalled
 * @param viewerMinutes watched; not a number where viewers were not counted
 * @param viewerMinutesExposed of these in windows that stalled
 * @param viewerMinutesLost of these spent waiting
 * @param p the chance of as many or more by chance
 * @param q the rate of false discoveries at which it is one
 * @param finding whether it stands out
 */
public record StallHour(
        @Nullable DayOfWeek day,
        int hour,
        int broadcasts,
        int stalled,
        int dates,
        int stalledDates,
        double share,
        double low,
        double high,
        double elsewhere,
        double minutes,
        double stalledMinutes,
        double viewerMinutes,
        double viewerMinutesExposed,
        double viewerMinutesLost,
        double p,
        double q,
        boolean finding)
        implements Insight.Item {

    @Override
    public Text sentence() {
        Text when = NumberWords.hour(day, hour);
        boolean counted = !Double.isNaN(viewerMinutes);
        boolean compared = !Double.isNaN(elsewhere);
        return new Text(
                when.en() + ": " + stalled + " of " + NumberWords.some(broadcasts, "broadcast", "broadcasts")
                        + " stalled ("
                        + NumberWords.percent(share)
                        + (compared ? ", in other hours " + NumberWords.percent(elsewhere) : "") + "), on "
                        + stalledDates
                        + " of " + NumberWords.some(dates, "date", "dates")
                        + (counted ? "; " + NumberWords.count(viewerMinutesExposed) + " viewer-minutes concerned" : "")
                        + "; q " + NumberWords.chance(q) + ".",
                when.zh() + "：" + broadcasts + " 场中有 " + stalled + " 场卡顿（" + NumberWords.percent(share)
                        + (compared ? "，其他时段 " + NumberWords.percent(elsewhere) : "") + "），" + dates + " 天中有 "
                        + stalledDates + " 天"
                        + (counted ? "；影响 " + NumberWords.count(viewerMinutesExposed) + " 观众分钟" : "") + "；q "
                        + NumberWords.chance(q) + "。");
    }
}
