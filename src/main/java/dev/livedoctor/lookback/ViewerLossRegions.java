package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.history.SliceHour;
import dev.livedoctor.lookback.Comparison.Compared;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which regions lose more viewers than the others of the same rooms in the same hours, evening after evening. */
final class ViewerLossRegions {
    /** The name of the question. */
    static final String QUESTION = "regions";

    private static final double LEAST_RATIO = 1.2;
    /** Without the room that speaks most against it a region must still lose more, or it is that room. */
    private static final double LEAST_RATIO_WITHOUT_WORST = 1.1;

    private static final double LEAST_EVENINGS = 0.6;

    private static final Text METHOD = new Text(
            "Exits per viewer-minute of a region against the median of the other regions of the same rooms in the same"
                    + " hours (Mantel-Haenszel); t-test of the ratio's logarithm over evenings with a dispersion not below"
                    + " that of counts; ratios shrunk (DerSimonian-Laird); all regions at once: Benjamini-Hochberg, 5 %"
                    + " false discoveries.",
            "比较各地区每观众分钟的离开数与同房间同小时其他地区的中位数（Mantel-Haenszel）；对各晚比值的对数做 t 检验，离散度不低于计数噪声；"
                    + "比值收缩（DerSimonian-Laird）；所有地区一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private ViewerLossRegions() {}

    /** Asks; {@code calendar} tells local time. */
    static Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        SliceComparison comparison = new SliceComparison(calendar, SliceHour::watched, SliceHour::exits);
        SliceComparison stalls = new SliceComparison(calendar, SliceHour::seen, SliceHour::lost);
        rollUps.slices(query, SliceHour.Dimension.REGION, slice -> {
            comparison.add(slice);
            stalls.add(slice);
        });
        List<Compared> compared = comparison.results(true);
        Map<Comparison.Key, Double> stalled = stalls.results(true).stream()
                .collect(Collectors.toMap(Compared::key, one -> one.rateRatio().ratio()));
        List<ViewerLossRegion> items = compared.stream()
                .map(one -> item(one, stalled.getOrDefault(one.key(), Double.NaN)))
                .sorted(Comparator.comparing((ViewerLossRegion item) -> !item.finding())
                        .thenComparing(item -> item.others().q())
                        .thenComparing(item -> item.others().p())
                        .thenComparing(item -> -item.others().ratio())
                        .thenComparing(ViewerLossRegion::region))
                .toList();
        int asked =
                (int) compared.stream().filter(one -> one.rateRatio().isAsked()).count();
        return new Insight(
                QUESTION,
                summary(items),
                METHOD,
                asked,
                comparison.seen().rooms(),
                comparison.seen().evenings(),
                items,
                unsaid(compared.size() - asked, comparison));
    }

    static ViewerLossRegion item(Compared one, double stalls) {
        RateRatio rateRatio = one.rateRatio();
        return new ViewerLossRegion(
                one.key().group(),
                one.exposure(),
                rateRatio.observed(),
                rateRatio.observed() - rateRatio.expected(),
                PeerComparison.of(one),
                stalls,
                one.q() <= FalseDiscoveryRate.RATE
                        && rateRatio.ratio() >= LEAST_RATIO
                        && (one.rooms() == 1 || one.withoutWorst() >= LEAST_RATIO_WITHOUT_WORST)
                        && one.eveningsWorse() >= LEAST_EVENINGS * rateRatio.evenings());
    }

    private static Text summary(List<ViewerLossRegion> items) {
        List<ViewerLossRegion> found =
                items.stream().filter(ViewerLossRegion::finding).toList();
        if (items.isEmpty()) {
            return new Text("No room had viewers of two regions whose exits were counted.", "没有房间同时统计到两个地区的观众离开数。");
        }
        if (found.isEmpty()) {
            return new Text("No region loses more viewers than chance explains.", "没有地区的观众流失超出偶然。");
        }
        return new Text(
                (found.size() == 1 ? "One region loses" : found.size() + " regions lose")
                        + " too many viewers, most clearly: "
                        + found.get(0).sentence().en(),
                found.size() + " 个地区观众流失过多，最明显的是：" + found.get(0).sentence().zh());
    }

    private static List<Unsaid> unsaid(int thin, SliceComparison comparison) {
        List<Unsaid> unsaid = new ArrayList<>();
        if (thin > 0) {
            unsaid.add(new Unsaid(
                    "TOO_LITTLE",
                    NumberWords.some(thin, "region has", "regions have") + " fewer than " + RateRatio.FEWEST_EVENINGS
                            + " evenings or "
                            + NumberWords.count(RateRatio.FEWEST_EVENTS)
                            + " exits to expect: too little to say anything.",
                    thin + " 个地区不足 " + RateRatio.FEWEST_EVENINGS + " 晚或预期离开数不足 "
                            + NumberWords.count(RateRatio.FEWEST_EVENTS) + "，无法判断。"));
        }
        if (comparison.alone() > 0) {
            unsaid.add(new Unsaid(
                    "NOTHING_TO_COMPARE",
                    NumberWords.some(comparison.alone(), "hour", "hours")
                            + " of a room had viewers of one region only.",
                    comparison.alone() + " 个房间小时只有一个地区的观众。"));
        }
        return unsaid;
    }
}
