package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.Quarter;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Comparison.Compared;
import dev.livedoctor.lookback.Comparison.Share;
import dev.livedoctor.lookback.Insight.Unsaid;
import dev.livedoctor.lookback.WeakCategory.Conclusion;
import dev.livedoctor.snapshot.WellKnown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which product categories convert badly evening after evening, against the others of their market on the same evenings. */
final class WeakCategories {
    /** The name of the question. */
    static final String QUESTION = "categories";

    /** The contract's guard: fewer people say nothing. */
    private static final double FEWEST_ENTRIES = 25;

    private static final double MOST_RATIO = 0.8;
    private static final double MOST_RATIO_WITHOUT_WORST = 0.9;
    private static final double LEAST_EVENINGS = 0.6;

    private static final Text METHOD = new Text(
            "Orders per viewer who entered against the median of the other categories of the market on the same evenings"
                    + " (Mantel-Haenszel); t-test of the ratio's logarithm over evenings with a dispersion not below that of"
                    + " counts; ratios shrunk (DerSimonian-Laird); all categories at once: Benjamini-Hochberg, 5 % false"
                    + " discoveries.",
            "逐晚比较每位进入观众的下单率与同一市场同晚其他品类的中位数（Mantel-Haenszel）；对各晚比值的对数做 t 检验，离散度不低于计数噪声；比值收缩（DerSimonian-Laird）；"
                    + "所有品类一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private record Evening(String market, long evening) {}

    private record Seller(String category, String room) {}

    private final RoomCalendar calendar;
    private final Map<Evening, Map<Seller, double[]>> evenings = new HashMap<>();
    private final Map<Comparison.Key, Funnel> funnels = new HashMap<>();
    private final SampleSize seen = new SampleSize();
    private final MemoryBudget units = new MemoryBudget();
    private int uncategorised;
    private int small;

    WeakCategories(RoomCalendar calendar) {
        this.calendar = calendar;
    }

    /** Asks; {@code calendar} tells local time. */
    static Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        WeakCategories question = new WeakCategories(calendar);
        // Who asks of one category wants to know how it compares.
        rollUps.quarters(
                new RollUpReader.Query(query.from(), query.to(), query.room(), query.market(), null), question::add);
        return question.insight(query.category());
    }

    void add(Quarter quarter) {
        if (quarter.entries() <= 0) {
            return;
        }
        String category = Objects.requireNonNullElse(
                quarter.setup().get(WellKnown.CATEGORY),
                Objects.requireNonNullElse(quarter.place().category(), ""));
        if (category.isEmpty()) {
            uncategorised++;
            return;
        }
        String market = Objects.requireNonNullElse(
                quarter.setup().get(WellKnown.MARKET),
                Objects.requireNonNullElse(quarter.place().market(), ""));
        long evening = RoomCalendar.evening(calendar.local(quarter.place(), quarter.start()));
        String room = quarter.place().room();
        seen.add(room, evening);
        double[] sums = evenings.computeIfAbsent(new Evening(market, evening), any -> new HashMap<>())
                .computeIfAbsent(new Seller(category, room), any -> {
                    units.spend();
                    return new double[2];
                });
        sums[0] += quarter.entries();
        sums[1] += quarter.orders();
        funnels.computeIfAbsent(new Comparison.Key(market, category), any -> new Funnel())
                .add(quarter.funnel());
    }

    Insight insight(@Nullable String only) {
        Comparison comparison = new Comparison();
        evenings.forEach((evening, sellers) -> {
            Map<String, List<Share>> categories = new HashMap<>();
            sellers.forEach((seller, sums) -> categories
                    .computeIfAbsent(seller.category, any -> new ArrayList<>())
                    .add(new Share(seller.category, seller.room, sums[0], sums[1])));
            List<Share> shares = new ArrayList<>();
            categories.values().forEach(members -> {
                if (members.stream().mapToDouble(Share::exposure).sum() >= FEWEST_ENTRIES) {
                    shares.addAll(members);
                } else {
                    small++;
                }
            });
            comparison.add(evening.market, evening.evening, shares);
        });
        List<Compared> compared = comparison.results(false);
        Map<String, Funnel> markets = new HashMap<>();
        funnels.forEach((key, funnel) ->
                markets.computeIfAbsent(key.family(), any -> new Funnel()).add(funnel));
        List<WeakCategory> items = compared.stream()
                .map(one ->
                        item(one, Objects.requireNonNull(markets.get(one.key().family()))))
                .filter(item -> only == null || item.category().equals(only))
                .sorted(Comparator.comparing((WeakCategory item) -> !item.finding())
                        .thenComparing(item -> item.others().q())
                        .thenComparing(item -> item.others().p())
                        .thenComparing(item -> item.others().ratio())
                        .thenComparing(WeakCategory::market)
                        .thenComparing(WeakCategory::category))
                .toList();
        int asked =
                (int) compared.stream().filter(one -> one.rateRatio().isAsked()).count();
        return new Insight(
                QUESTION,
                summary(items),
                METHOD,
                asked,
                seen.rooms(),
                seen.evenings(),
                items,
                unsaid(compared.size() - asked, comparison, comparison.size() - compared.size(), items));
    }

    private WeakCategory item(Compared one, Funnel market) {
        return new WeakCategory(
                one.key().group(),
                one.key().family(),
                one.exposure(),
                one.rateRatio().observed(),
                PeerComparison.of(one),
                one.withoutWorst(),
                Objects.requireNonNull(funnels.get(one.key())).weakestIn(market),
                standing(one));
    }

    private static Conclusion standing(Compared one) {
        RateRatio rateRatio = one.rateRatio();
        if (!rateRatio.isAsked()) {
            return Conclusion.TOO_LITTLE;
        }
        boolean worse = one.q() <= FalseDiscoveryRate.RATE
                && rateRatio.ratio() <= MOST_RATIO
                && one.eveningsWorse() >= LEAST_EVENINGS * rateRatio.evenings();
        if (!worse) {
            return Conclusion.NOT_WORSE;
        }
        if (one.rooms() == 1) {
            return Conclusion.ONE_ROOM_SELLS_IT;
        }
        return one.withoutWorst() <= MOST_RATIO_WITHOUT_WORST ? Conclusion.PERSISTENT : Conclusion.ONE_ROOM_DRIVES_IT;
    }

    private static Text summary(List<WeakCategory> items) {
        List<WeakCategory> found = items.stream().filter(WeakCategory::finding).toList();
        if (items.isEmpty()) {
            return new Text("There are no two categories in one market to compare.", "没有同一市场内可比较的两个品类。");
        }
        if (found.isEmpty()) {
            return new Text("No category converts persistently worse than its market.", "没有品类的转化持续低于所在市场。");
        }
        return new Text(
                (found.size() == 1 ? "One category converts" : found.size() + " categories convert")
                        + " persistently badly, most clearly: "
                        + found.get(0).sentence().en(),
                found.size() + " 个品类转化持续偏低，最明显的是：" + found.get(0).sentence().zh());
    }

    private List<Unsaid> unsaid(int thin, Comparison comparison, int incomparable, List<WeakCategory> items) {
        List<Unsaid> unsaid = new ArrayList<>();
        if (thin > 0) {
            unsaid.add(new Unsaid(
                    "TOO_LITTLE",
                    NumberWords.some(thin, "category has", "categories have") + " fewer than "
                            + RateRatio.FEWEST_EVENINGS + " evenings or "
                            + NumberWords.count(RateRatio.FEWEST_EVENTS)
                            + " orders to expect: too little to say anything.",
                    thin + " 个品类不足 " + RateRatio.FEWEST_EVENINGS + " 晚或预期订单不足 "
                            + NumberWords.count(RateRatio.FEWEST_EVENTS) + "，无法判断。"));
        }
        if (incomparable > 0 || comparison.alone() > 0) {
            unsaid.add(new Unsaid(
                    "NOTHING_TO_COMPARE",
                    NumberWords.some(incomparable, "category was", "categories were")
                            + " never on air on an evening on which another one of the market sold anything; "
                            + NumberWords.some(comparison.alone(), "evening", "evenings")
                            + " of a market had one category only, which says nothing of it.",
                    incomparable + " 个品类从未与同一市场其他有销量的品类同晚开播；" + comparison.alone() + " 个市场晚场只有一个品类，无法比较。"));
        }
        if (small > 0) {
            unsaid.add(new Unsaid(
                    "SMALL_EVENINGS",
                    "Left out: " + NumberWords.some(small, "evening", "evenings") + " of a category with fewer than "
                            + NumberWords.count(FEWEST_ENTRIES) + " entries.",
                    small + " 个品类晚场进入人数不足 " + NumberWords.count(FEWEST_ENTRIES) + "，未计入。"));
        }
        if (uncategorised > 0) {
            unsaid.add(new Unsaid(
                    "NO_CATEGORY",
                    NumberWords.some(uncategorised, "quarter of an hour names", "quarters of an hour name")
                            + " no room.category.",
                    uncategorised + " 个 15 分钟段没有 room.category。"));
        }
        if (items.stream().anyMatch(item -> item.standing() == Conclusion.ONE_ROOM_SELLS_IT)) {
            unsaid.add(new Unsaid(
                    "CATEGORY_OR_HOST",
                    "Where one room alone sells a category, what it sells and who sells it cannot be told apart.",
                    "只有一个房间销售的品类，无法区分是品类问题还是主播问题。"));
        }
        return unsaid;
    }
}
