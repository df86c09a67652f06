package dev.livedoctor.lookback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.livedoctor.diagnosis.Text;

/**
 * A region.
 *
 * @param viewerMinutes watched there
 * @param exits viewers who left
 * @param lost more than the median of the other regions would have lost; negative where it lost fewer
 * @param others how its exits per viewer-minute compare with those of the other regions of the same rooms
 * @param stallRatio how much more its viewers waited; not a number where stalls were not measured there
 * @param finding whether it loses too many
 */
public record ViewerLossRegion(
        String region,
        double viewerMinutes,
        double exits,
        double lost,
        @JsonUnwrapped PeerComparison others,
        double stallRatio,
        boolean finding)
        implements Insight.Item {

    @Override
    public Text sentence() {
        if (Double.isNaN(others.p())) {
            return new Text(
                    region + ": too little to say (" + NumberWords.some(others.evenings(), "evening", "evenings") + ", "
                            + NumberWords.count(exits) + " exits).",
                    region + "：数据太少，无法判断（" + others.evenings() + " 晚，离开 " + NumberWords.count(exits) + " 人次）。");
        }
        boolean measured = !Double.isNaN(stallRatio);
        return new Text(
                region + ": viewers leave " + NumberWords.times(others.ratio())
                        + " times as often as in the median of the other regions (95 %: " + others.interval(" to ")
                        + "), more on " + others.eveningsWorse() + " of "
                        + NumberWords.some(others.evenings(), "evening", "evenings") + " and in "
                        + others.roomsWorse() + " of " + NumberWords.some(others.rooms(), "room", "rooms")
                        + (lost > 0 ? "; " + NumberWords.count(lost) + " viewers lost beyond that" : "")
                        + (measured ? "; they wait " + NumberWords.times(stallRatio) + " times as long" : "") + "; q "
                        + NumberWords.chance(others.q()) + ".",
                region + "：观众离开频率是其他地区中位数的 " + NumberWords.times(others.ratio()) + " 倍（95%：" + others.interval("–")
                        + "），"
                        + others.evenings() + " 晚中有 " + others.eveningsWorse() + " 晚偏高，" + others.rooms()
                        + " 个房间中有 " + others.roomsWorse() + " 个偏高"
                        + (lost > 0 ? "；多流失 " + NumberWords.count(lost) + " 人次" : "")
                        + (measured ? "；卡顿时间是其他地区的 " + NumberWords.times(stallRatio) + " 倍" : "") + "；q "
                        + NumberWords.chance(others.q()) + "。");
    }
}
