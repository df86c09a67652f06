package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;

/**
 * A region.
 *
 * @param viewerMinutes watched there
 * @param exits viewers who left
 * @param lost more than the median of the other regions would have lost; negative where it lost fewer
 * @param rate exits per viewer-minute
 * @param reference what the median of the other regions of the same rooms would have had
 * @param ratio of both
 * @param low end of its 95 % interval; not a number where too little is known
 * @param high end of it
 * @param shrunken the ratio, drawn towards the others by as much as it is uncertain
 * @param evenings with viewers there and elsewhere
 * @param eveningsWorse evenings on which it lost more
 * @param rooms that have viewers there
 * @param roomsWorse rooms that lost more there
 * @param stallRatio how much more its viewers waited; not a number where stalls were not measured there
 * @param p the chance of such a ratio or a higher one
 * @param q the rate of false discoveries at which it is one
 * @param finding whether it loses too many
 */
public record LossyRegion(
        String region,
        double viewerMinutes,
        double exits,
        double lost,
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
        double stallRatio,
        double p,
        double q,
        boolean finding)
        implements Answer.Item {

    @Override
    public Text sentence() {
        if (Double.isNaN(p)) {
            return new Text(
                    region + ": too little to say (" + evenings + " evenings, " + Words.count(exits) + " exits).",
                    region + "：数据太少，无法判断（" + evenings + " 晚，离开 " + Words.count(exits) + " 人次）。");
        }
        boolean measured = !Double.isNaN(stallRatio);
        return new Text(
                region + ": viewers leave " + Words.times(ratio)
                        + " times as often as in the median of the other regions (95 %: " + Words.times(low) + " to "
                        + Words.times(high) + "), more on " + eveningsWorse + " of " + evenings + " evenings and in "
                        + roomsWorse + " of " + rooms + (rooms == 1 ? " room" : " rooms")
                        + (lost > 0 ? "; " + Words.count(lost) + " viewers lost beyond that" : "")
                        + (measured ? "; they wait " + Words.times(stallRatio) + " times as long" : "") + "; q "
                        + Words.chance(q) + ".",
                region + "：观众离开频率是其他地区中位数的 " + Words.times(ratio) + " 倍（95%：" + Words.times(low) + "–"
                        + Words.times(high) + "），" + evenings + " 晚中有 " + eveningsWorse + " 晚偏高，" + rooms
                        + " 个房间中有 " + roomsWorse + " 个偏高"
                        + (lost > 0 ? "；多流失 " + Words.count(lost) + " 人次" : "")
                        + (measured ? "；卡顿时间是其他地区的 " + Words.times(stallRatio) + " 倍" : "") + "；q "
                        + Words.chance(q) + "。");
    }
}
