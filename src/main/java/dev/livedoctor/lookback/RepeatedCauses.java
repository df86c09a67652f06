package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.CauseHour;
import dev.livedoctor.history.Quarter;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which causes repeat, by room and scope: how often, at which hour, and whether it grows. */
final class RepeatedCauses {
    /** The name of the question. */
    static final String QUESTION = "causes";

    /** The same cause three times in a fortnight is a problem of its own (knowledge base, D13). */
    private static final int TIMES = 3;

    private static final int DAYS = 14;

    /** A window of ten seconds is no evening: so many minutes of it are, or such a part of what was recorded of it. */
    private static final double FEWEST_MINUTES = 2;

    private static final double LEAST_PART = 0.1;

    private static final Text METHOD = new Text(
            "A cause repeats where reports named it as confirmed or likely on 3 evenings within 14 days, each time for two"
                    + " minutes or a tenth of what was recorded of the evening; its share of the"
                    + " room's broadcasts with Wilson's interval; trend: Cochran-Armitage over the broadcasts, all at once:"
                    + " Benjamini-Hochberg, 5 % false discoveries.",
            "14 天内有 3 晚被报告判为已确认或很可能，且每晚达两分钟或已记录时长的十分之一，即为反复出现；占该房间场次的比例附 Wilson 区间；趋势：按场次的 Cochran-Armitage 检验，"
                    + "一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private record Key(String cause, String scope, String room) {}

    private static final class Sums {
        private final Map<Long, Double> evenings = new TreeMap<>();
        private final int[] hours = new int[RoomCalendar.HOURS_A_DAY];
        private double minutes;
        private double confidence;
    }

    private final RoomCalendar calendar;
    private final Map<Key, Sums> causes = new HashMap<>();
    private final SampleSize seen = new SampleSize();
    private final Map<String, Map<Long, Double>> recorded = new HashMap<>();
    private final MemoryBudget units = new MemoryBudget();

    RepeatedCauses(RoomCalendar calendar) {
        this.calendar = calendar;
    }

    /** Asks; {@code calendar} tells local time. */
    static Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        RepeatedCauses question = new RepeatedCauses(calendar);
        rollUps.quarters(query, question::add);
        rollUps.causes(query, question::add);
        return question.insight();
    }

    void add(Quarter quarter) {
        String room = quarter.place().room();
        long evening = RoomCalendar.evening(calendar.local(quarter.place(), quarter.start()));
        seen.add(room, evening);
        recorded.computeIfAbsent(room, any -> new HashMap<>()).merge(evening, quarter.minutes(), Double::sum);
    }

    void add(CauseHour caused) {
        LocalDateTime local = calendar.local(caused.place(), caused.start());
        Sums sums = causes.computeIfAbsent(
                new Key(caused.cause(), caused.scope(), caused.place().room()), key -> new Sums());
        long evening = RoomCalendar.evening(local);
        if (!sums.evenings.containsKey(evening)) {
            units.spend();
        }
        sums.evenings.merge(evening, caused.minutes(), Double::sum);
        sums.hours[local.getHour()]++;
        sums.minutes += caused.minutes();
        sums.confidence = Math.max(sums.confidence, caused.confidence());
    }

    Insight insight() {
        Map<String, Integer> rooms = new HashMap<>();
        causes.keySet().forEach(key -> rooms.merge(key.cause + "\n" + key.scope, 1, Integer::sum));
        List<RepeatedCause> items = new ArrayList<>();
        causes.forEach((key, sums) -> {
            Set<Long> evenings = evenings(key, sums);
            if (!evenings.isEmpty()) {
                items.add(item(key, sums, evenings, rooms.getOrDefault(key.cause + "\n" + key.scope, 1)));
            }
        });
        FalseDiscoveryRate.Adjusted<RepeatedCause> adjusted =
                FalseDiscoveryRate.adjust(items, RepeatedCause::trendP, RepeatedCause::withTrendQ);
        List<RepeatedCause> finished = adjusted.items();
        finished.sort(Comparator.comparing((RepeatedCause item) -> !item.finding())
                .thenComparing(item -> -item.evenings())
                .thenComparing(item -> -item.share())
                .thenComparing(RepeatedCause::cause)
                .thenComparing(RepeatedCause::scope)
                .thenComparing(RepeatedCause::room));
        int untold = finished.size() - adjusted.asked();
        return new Insight(
                QUESTION,
                summary(finished),
                METHOD,
                adjusted.asked(),
                seen.rooms(),
                seen.evenings(),
                finished,
                untold > 0 ? List.of(noTrend(untold)) : List.of());
    }

    /** The evenings on which the cause lasted long enough to count. */
    private Set<Long> evenings(Key key, Sums sums) {
        Map<Long, Double> minutes = recorded.getOrDefault(key.room, Map.of());
        Set<Long> evenings = new TreeSet<>();
        sums.evenings.forEach((evening, lasted) -> {
            if (lasts(lasted, minutes.getOrDefault(evening, 0.0))) {
                evenings.add(evening);
            }
        });
        return evenings;
    }

    private RepeatedCause item(Key key, Sums sums, Set<Long> evenings, int rooms) {
        Set<Long> all = new TreeSet<>(seen.of(key.room));
        all.addAll(sums.evenings.keySet());
        Trend trend = Trend.of(List.copyOf(all), evenings);
        int top = 0;
        int on = 0;
        for (int hour = 0; hour < sums.hours.length; hour++) {
            top = sums.hours[hour] > sums.hours[top] ? hour : top;
            on += sums.hours[hour];
        }
        WilsonInterval interval = WilsonInterval.of(evenings.size(), all.size());
        return new RepeatedCause(
                key.cause,
                key.scope,
                key.room,
                evenings.size(),
                all.size(),
                evenings.size() / (double) all.size(),
                interval.low(),
                interval.high(),
                sums.minutes,
                sums.confidence,
                top,
                sums.hours[top] / (double) on,
                rooms,
                trend.slope(),
                trend.p(),
                Double.NaN,
                repeats(List.copyOf(evenings)));
    }

    private static Unsaid noTrend(int causes) {
        return new Unsaid(
                "NO_TREND",
                "Of "
                        + NumberWords.some(causes, "cause", "causes")
                        + " no trend can be told: fewer than " + Trend.FEWEST_BROADCASTS
                        + " broadcasts, or found in fewer than " + Trend.FEWEST_HITS
                        + ", or in nearly all.",
                causes + " 个原因无法判断趋势：场次不足 " + Trend.FEWEST_BROADCASTS + "，或出现次数不足 " + Trend.FEWEST_HITS + "，或几乎场场出现。");
    }

    /** Whether a cause that was there for {@code minutes} of those that were recorded is worth a word. */
    static boolean lasts(double minutes, double recorded) {
        return minutes >= Math.min(FEWEST_MINUTES, LEAST_PART * recorded);
    }

    private static boolean repeats(List<Long> evenings) {
        for (int i = TIMES - 1; i < evenings.size(); i++) {
            if (evenings.get(i) - evenings.get(i - TIMES + 1) < DAYS) {
                return true;
            }
        }
        return false;
    }

    private static Text summary(List<RepeatedCause> items) {
        List<RepeatedCause> found =
                items.stream().filter(RepeatedCause::finding).toList();
        if (found.isEmpty()) {
            return new Text("No cause repeats.", "没有反复出现的原因。");
        }
        return new Text(
                (found.size() == 1 ? "One cause repeats: " : found.size() + " causes repeat, most often: ")
                        + found.get(0).sentence().en(),
                found.size() + " 个原因反复出现，最多的是：" + found.get(0).sentence().zh());
    }
}
