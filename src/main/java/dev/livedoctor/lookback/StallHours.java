package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.Hindsight;
import dev.livedoctor.history.Place;
import dev.livedoctor.history.Quarter;
import dev.livedoctor.lookback.Answer.Unsaid;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hours of the local week stall again and again. A broadcast that was on air in an hour of a date stalled in it where a tenth of the
 * time that could be judged was in windows that stalled; an hour of the week stands out where that happened on more dates than the rooms'
 * own rates explain. All hours of the week, and those of every day, are asked at once.
 */
public final class StallHours {
    /** The name of the question. */
    public static final String QUESTION = "stall-hours";

    private static final int CELLS = Almanac.HOURS_A_WEEK + Almanac.HOURS_A_DAY;
    private static final double STALLED_SHARE = 0.1;
    private static final int FEWEST_DATES = 3;
    private static final double LEAST_SHARE = 0.1;
    private static final double LEAST_TIMES = 1.5;
    private static final double NO_HOUR_STANDS_OUT = 0.5;
    private static final int FEW_BROADCASTS = 10;
    private static final int MOST_ROOMS = 20_000;

    private static final Text METHOD = new Text(
            "Per hour: exact test of the rooms' own rates (one room: Fisher; several: Cochran-Mantel-Haenszel), with the"
                    + " dispersion between dates. All hours at once: Benjamini-Hochberg, 5 % false discoveries.",
            "逐小时：以各房间自身比例为条件的精确检验（单房间为 Fisher，多房间为 Cochran-Mantel-Haenszel），并计入日期间离散度；"
                    + "所有小时一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private final Almanac almanac;
    private final Map<String, int[][]> rooms = new HashMap<>();
    private final HourCell[] cells = new HourCell[CELLS];
    private final RoomsAndEvenings broadcasts = new RoomsAndEvenings();
    private int unjudged;
    private @Nullable Air air;

    /** A room on air in an hour of a date. */
    private static final class Air {
        private final Place place;
        private final LocalDateTime hour;
        private double seen;
        private double stalled;
        private double watched;
        private double exposed;
        private double lost;

        Air(Place place, LocalDateTime hour) {
            this.place = place;
            this.hour = hour;
        }
    }

    StallHours(Almanac almanac) {
        this.almanac = almanac;
        for (int i = 0; i < CELLS; i++) {
            cells[i] = new HourCell(i);
        }
    }

    /** Asks; {@code almanac} tells local time. */
    static Answer ask(Hindsight hindsight, Hindsight.Query query, Almanac almanac) {
        StallHours question = new StallHours(almanac);
        hindsight.quarters(query, question::add);
        return question.answer();
    }

    void add(Quarter quarter) {
        if (quarter.seen() <= 0) {
            unjudged++;
            return;
        }
        LocalDateTime local = almanac.local(quarter.place(), quarter.start());
        LocalDateTime hour = local.withMinute(0);
        Air now = air;
        if (now == null
                || !now.hour.equals(hour)
                || !now.place.room().equals(quarter.place().room())) {
            flush();
            now = new Air(quarter.place(), hour);
            air = now;
        }
        now.seen += quarter.seen();
        now.stalled += quarter.stalled();
        now.watched += quarter.watched();
        now.exposed += quarter.exposed();
        now.lost += quarter.lost();
    }

    private void flush() {
        Air now = air;
        if (now == null) {
            return;
        }
        String room = now.place.room();
        int[][] counts = rooms.computeIfAbsent(room, name -> new int[2][CELLS]);
        if (rooms.size() > MOST_ROOMS) {
            throw new TooMuchException(MOST_ROOMS);
        }
        boolean stalled = now.stalled >= now.seen * STALLED_SHARE;
        broadcasts.add(room, Almanac.evening(now.hour));
        int ofWeek = Almanac.hourOfWeek(now.hour);
        for (int cell : new int[] {ofWeek, Almanac.HOURS_A_WEEK + now.hour.getHour()}) {
            counts[0][cell]++;
            counts[1][cell] += stalled ? 1 : 0;
            cells[cell].add(
                    now.hour.toLocalDate().toEpochDay(),
                    stalled,
                    now.seen,
                    now.stalled,
                    now.watched,
                    now.exposed,
                    now.lost);
        }
    }

    Answer answer() {
        flush();
        List<HourCell> asked = new ArrayList<>();
        for (HourCell cell : cells) {
            if (cell.dates() >= FEWEST_DATES) {
                asked.add(cell);
            }
        }
        double[] p = new double[asked.size()];
        double[] expected = new double[asked.size()];
        double ofWeek = inflation(0, Almanac.HOURS_A_WEEK);
        double ofDay = inflation(Almanac.HOURS_A_WEEK, CELLS);
        for (int i = 0; i < p.length; i++) {
            StratifiedTest test = new StratifiedTest();
            int cell = asked.get(i).number();
            rooms.values()
                    .forEach(counts -> test.add(all(counts[0]), all(counts[1]), counts[0][cell], counts[1][cell]));
            p[i] = test.p(cell < Almanac.HOURS_A_WEEK ? ofWeek : ofDay);
            expected[i] = test.expected();
        }
        double[] q = Discoveries.adjusted(p);
        List<StallHour> items = new ArrayList<>();
        int all = rooms.values().stream().mapToInt(counts -> all(counts[0])).sum();
        int stalled = rooms.values().stream().mapToInt(counts -> all(counts[1])).sum();
        for (int i = 0; i < p.length; i++) {
            HourCell cell = asked.get(i);
            double elsewhere = all == cell.on() ? Double.NaN : (stalled - cell.stalled()) / (double) (all - cell.on());
            double share = cell.stalled() / (double) cell.on();
            boolean finding = q[i] <= Discoveries.RATE
                    && cell.stalledDates() >= FEWEST_DATES
                    && share >= LEAST_SHARE
                    && cell.stalled() >= LEAST_TIMES * expected[i]
                    && (cell.number() < Almanac.HOURS_A_WEEK || isOfMoreThanOneDay(cell, expected[i]));
            items.add(cell.item(share, elsewhere, p[i], q[i], finding));
        }
        items.sort(Comparator.comparing((StallHour item) -> !item.finding())
                .thenComparing(StallHour::q)
                .thenComparing(StallHour::p)
                .thenComparing(item -> -item.share()));
        return new Answer(
                QUESTION,
                summary(items, all, stalled),
                METHOD,
                p.length,
                rooms.size(),
                broadcasts.evenings(),
                items,
                unsaid(asked.size(), all, stalled));
    }

    /** Whether an hour of all days would stand out without the day that stalls most in it. */
    private boolean isOfMoreThanOneDay(HourCell hour, double expected) {
        int worst = hour.number() - Almanac.HOURS_A_WEEK;
        for (int day = worst; day < Almanac.HOURS_A_WEEK; day += Almanac.HOURS_A_DAY) {
            worst = cells[day].stalled() > cells[worst].stalled() ? day : worst;
        }
        int stalled = hour.stalled() - cells[worst].stalled();
        int on = hour.on() - cells[worst].on();
        return stalled > 1 && stalled >= LEAST_TIMES * expected * on / hour.on();
    }

    /** How much more the rooms of a date vary together than each for itself: 1 where there is one room. */
    private double inflation(int from, int to) {
        double between = 0;
        double within = 0;
        for (int i = from; i < to; i++) {
            if (cells[i].dates() >= 2) {
                between += cells[i].betweenDates();
                within += cells[i].withinDates();
            }
        }
        return within == 0 ? 1 : Math.max(1, between / within);
    }

    private static int all(int[] counts) {
        int all = 0;
        for (int i = 0; i < Almanac.HOURS_A_WEEK; i++) {
            all += counts[i];
        }
        return all;
    }

    private static Text summary(List<StallHour> items, int all, int stalled) {
        List<StallHour> found = items.stream().filter(StallHour::finding).toList();
        if (all == 0) {
            return new Text("Nothing was recorded that tells of stalls.", "没有可判断卡顿的记录。");
        }
        String share = Words.percent(stalled / (double) all);
        if (found.isEmpty()) {
            return new Text(
                    "No hour of the week stalls more often than chance explains; " + share
                            + " of the hours on air stalled.",
                    "没有哪个小时的卡顿超出偶然；全部开播小时中有 " + share + " 出现卡顿。");
        }
        StallHour first = found.get(0);
        return new Text(
                (found.size() == 1 ? "One hour stalls" : found.size() + " hours stall")
                        + " again and again, most clearly: " + first.sentence().en(),
                found.size() + " 个时段反复卡顿，最明显的是：" + first.sentence().zh());
    }

    private List<Unsaid> unsaid(int asked, int all, int stalled) {
        List<Unsaid> unsaid = new ArrayList<>();
        int silent = 0;
        for (HourCell cell : cells) {
            silent += cell.dates() > 0 && cell.dates() < FEWEST_DATES ? 1 : 0;
        }
        if (silent > 0) {
            unsaid.add(new Unsaid(
                    "TOO_FEW_DATES",
                    new Text(
                            silent + " hours were on air on fewer than " + FEWEST_DATES
                                    + " dates: nothing can be said of them. Maybe ask for a longer time?",
                            silent + " 个时段开播不足 " + FEWEST_DATES + " 天，无法判断；可以扩大时间范围。")));
        }
        if (unjudged > 0) {
            unsaid.add(new Unsaid(
                    "STALLS_NOT_MEASURED",
                    new Text(
                            unjudged + " quarters of an hour were recorded without a measure of stalls; they count"
                                    + " neither as stalled nor as smooth.",
                            unjudged + " 个 15 分钟段没有卡顿指标，既不算卡顿也不算流畅。")));
        }
        if (all > 0 && stalled >= NO_HOUR_STANDS_OUT * all) {
            unsaid.add(new Unsaid(
                    "STALLS_AT_ANY_HOUR",
                    new Text(
                            Words.percent(stalled / (double) all)
                                    + " of all hours on air stalled: where it always stalls, no hour stands out. Look at"
                                    + " the causes instead.",
                            "全部开播小时中有 " + Words.percent(stalled / (double) all) + " 卡顿：总在卡顿时没有突出的时段，请看反复出现的原因。")));
        }
        if (asked > 0 && broadcasts.evenings() < FEW_BROADCASTS) {
            unsaid.add(new Unsaid(
                    "THIN",
                    new Text(
                            "This rests on " + broadcasts.evenings() + " broadcasts only.",
                            "仅基于 " + broadcasts.evenings() + " 场直播。")));
        }
        return unsaid;
    }
}
