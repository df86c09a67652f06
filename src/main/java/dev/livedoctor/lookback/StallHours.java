package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.Quarter;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which hours of the local week stall again and again. A broadcast that was on air in an hour of a date stalled in it where a tenth of the
 * time that could be judged was in windows that stalled; an hour of the week stands out where that happened more often than the rooms'
 * own rates of the same fortnight explain, and on more dates than others have in which rooms stall together. All hours of the week, and
 * those of every day, are asked at once.
 */
final class StallHours {
    /** The name of the question. */
    static final String QUESTION = "stall-hours";

    private static final int CELLS = RoomCalendar.HOURS_A_WEEK + RoomCalendar.HOURS_A_DAY;
    private static final double STALLED_SHARE = 0.1;
    private static final int FEWEST_DATES = 3;
    private static final double LEAST_SHARE = 0.1;
    /** An hour counts only if this part of the room's longest hour was recorded; in shorter ones, one or two windows would exceed the tenth. */
    private static final double LEAST_OF_AN_HOUR = 0.5;

    private static final int DAYS_A_FORTNIGHT = 14;
    private static final int MINUTES_AN_HOUR = 60;
    private static final double NO_HOUR_STANDS_OUT = 0.5;
    private static final int FEW_BROADCASTS = 10;

    private static final Text METHOD = new Text(
            "Per hour the weaker of two exact tests (Fisher, Cochran-Mantel-Haenszel): broadcasts that stalled, given each"
                    + " room's own rate of the fortnight; and dates on which more rooms stalled than usual, given how many"
                    + " such hours the fortnight had. All hours at once: Benjamini-Hochberg, 5 % false discoveries.",
            "逐小时取两个精确检验（Fisher、Cochran-Mantel-Haenszel）中较弱者：以各房间同两周自身比例为条件的卡顿场次，以及卡顿房间多于平常的日期数；"
                    + "所有小时一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private final RoomCalendar calendar;
    private final HourCell[] cells = new HourCell[CELLS];
    private final SampleSize broadcasts = new SampleSize();
    private final List<Air> ofRoom = new ArrayList<>();
    private int all;
    private int stalled;
    private int unjudged;
    private int shortHours;

    /** A room on air in an hour of a date. */
    static final class Air {
        private final String room;
        private final LocalDateTime hour;
        double seen;
        double stalled;
        double watched;
        double exposed;
        double lost;

        Air(String room, LocalDateTime hour) {
            this.room = room;
            this.hour = hour;
        }

        long date() {
            return hour.toLocalDate().toEpochDay();
        }
    }

    StallHours(RoomCalendar calendar) {
        this.calendar = calendar;
        for (int i = 0; i < CELLS; i++) {
            cells[i] = new HourCell(i);
        }
    }

    /** Asks; {@code calendar} tells local time. */
    static Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        StallHours question = new StallHours(calendar);
        rollUps.quarters(query, question::add);
        return question.insight();
    }

    void add(Quarter quarter) {
        if (quarter.seen() <= 0) {
            unjudged++;
            return;
        }
        LocalDateTime local = calendar.local(quarter.place(), quarter.start());
        LocalDateTime hour = local.withMinute(0);
        Air now = ofRoom.isEmpty() ? null : ofRoom.get(ofRoom.size() - 1);
        String room = quarter.place().room();
        if (now != null && !now.room.equals(room)) {
            flush();
            now = null;
        }
        if (now == null || !now.hour.equals(hour)) {
            now = new Air(room, hour);
            ofRoom.add(now);
        }
        now.seen += quarter.seen();
        now.stalled += quarter.stalled();
        now.watched += quarter.watched();
        now.exposed += quarter.exposed();
        now.lost += quarter.lost();
    }

    static long fortnight(long date) {
        return Math.floorDiv(date, DAYS_A_FORTNIGHT);
    }

    /** Counts the hours of a room: all of them are needed to say which are whole ones, and how often it stalls. */
    private void flush() {
        double fullest = Math.min(
                MINUTES_AN_HOUR,
                ofRoom.stream().mapToDouble(air -> air.seen).max().orElse(0));
        Map<Long, List<Air>> fortnights = ofRoom.stream()
                .filter(air -> air.seen >= fullest * LEAST_OF_AN_HOUR)
                .collect(Collectors.groupingBy(air -> fortnight(air.date())));
        shortHours += ofRoom.size();
        fortnights.values().forEach(airs -> {
            shortHours -= airs.size();
            count(airs, fullest * STALLED_SHARE);
        });
        ofRoom.clear();
    }

    /** Counts a fortnight of a room; it stalled in an hour that has {@code least} minutes in windows that stalled. */
    private void count(List<Air> airs, double least) {
        int hits = (int) airs.stream().filter(air -> air.stalled >= least).count();
        Map<Integer, int[]> counts = new HashMap<>();
        for (Air air : airs) {
            boolean hit = air.stalled >= least;
            broadcasts.add(air.room, RoomCalendar.evening(air.hour));
            for (int cell :
                    new int[] {RoomCalendar.hourOfWeek(air.hour), RoomCalendar.HOURS_A_WEEK + air.hour.getHour()}) {
                int[] ofCell = counts.computeIfAbsent(cell, any -> new int[2]);
                ofCell[0]++;
                ofCell[1] += hit ? 1 : 0;
                cells[cell].add(air.date(), air, hit, hits / (double) airs.size());
            }
        }
        counts.forEach((cell, ofCell) -> cells[cell].rooms().add(airs.size(), hits, ofCell[0], ofCell[1]));
        all += airs.size();
        stalled += hits;
    }

    Insight insight() {
        flush();
        List<HourCell> asked = new ArrayList<>();
        for (HourCell cell : cells) {
            if (cell.dates() >= FEWEST_DATES) {
                asked.add(cell);
            }
        }
        Map<Long, int[]> usual = new HashMap<>();
        for (int i = 0; i < RoomCalendar.HOURS_A_WEEK; i++) {
            cells[i].fortnights().forEach((fortnight, counts) -> {
                int[] sums = usual.computeIfAbsent(fortnight, any -> new int[2]);
                sums[0] += counts[0];
                sums[1] += counts[1];
            });
        }
        double[] p = asked.stream()
                .mapToDouble(cell -> Math.max(cell.rooms().p(), pOfDates(cell, usual)))
                .toArray();
        double[] q = FalseDiscoveryRate.adjusted(p);
        List<StallHour> items = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            HourCell cell = asked.get(i);
            double elsewhere = all == cell.on() ? Double.NaN : (stalled - cell.stalled()) / (double) (all - cell.on());
            double share = cell.stalled() / (double) cell.on();
            boolean finding = q[i] <= FalseDiscoveryRate.RATE
                    && cell.badDates() >= FEWEST_DATES
                    && share >= LEAST_SHARE
                    && cell.stalled() >= HourCell.LEAST_TIMES * cell.rooms().expected()
                    && (cell.number() < RoomCalendar.HOURS_A_WEEK || isOfMoreThanOneDay(cell));
            items.add(cell.item(share, elsewhere, p[i], q[i], finding));
        }
        items.sort(Comparator.comparing((StallHour item) -> !item.finding())
                .thenComparing(StallHour::q)
                .thenComparing(StallHour::p)
                .thenComparing(item -> -item.share()));
        return new Insight(
                QUESTION,
                summary(items, all, stalled),
                METHOD,
                p.length,
                broadcasts.rooms(),
                broadcasts.evenings(),
                items,
                unsaid(asked.size()));
    }

    /** Whether an hour of all days would stand out without the day that stalls most in it. */
    private boolean isOfMoreThanOneDay(HourCell hour) {
        int worst = hour.number() - RoomCalendar.HOURS_A_WEEK;
        for (int day = worst; day < RoomCalendar.HOURS_A_WEEK; day += RoomCalendar.HOURS_A_DAY) {
            worst = cells[day].stalled() > cells[worst].stalled() ? day : worst;
        }
        int stalled = hour.stalled() - cells[worst].stalled();
        int on = hour.on() - cells[worst].on();
        return stalled > 1 && stalled >= HourCell.LEAST_TIMES * hour.rooms().expected() * on / hour.on();
    }

    /** The chance of as many dates on which more rooms stalled than usual, given how many such hours each fortnight had. */
    private static double pOfDates(HourCell cell, Map<Long, int[]> usual) {
        StratifiedTest dates = new StratifiedTest();
        cell.fortnights().forEach((fortnight, counts) -> {
            int[] sums = Objects.requireNonNull(usual.get(fortnight));
            dates.add(sums[0], sums[1], counts[0], counts[1]);
        });
        return dates.p();
    }

    private static Text summary(List<StallHour> items, int all, int stalled) {
        List<StallHour> found = items.stream().filter(StallHour::finding).toList();
        if (all == 0) {
            return new Text("Nothing was recorded that tells of stalls.", "没有可判断卡顿的记录。");
        }
        String share = NumberWords.percent(stalled / (double) all);
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

    private List<Unsaid> unsaid(int asked) {
        List<Unsaid> unsaid = new ArrayList<>();
        int silent = 0;
        for (HourCell cell : cells) {
            silent += cell.dates() > 0 && cell.dates() < FEWEST_DATES ? 1 : 0;
        }
        if (silent > 0) {
            unsaid.add(new Unsaid(
                    "TOO_FEW_DATES",
                    NumberWords.some(silent, "hour was", "hours were") + " on air on fewer than " + FEWEST_DATES
                            + " dates: too few to say anything. Maybe ask for a longer time?",
                    silent + " 个时段开播不足 " + FEWEST_DATES + " 天，无法判断；可以扩大时间范围。"));
        }
        if (unjudged > 0) {
            unsaid.add(new Unsaid(
                    "STALLS_NOT_MEASURED",
                    "Neither as stalled nor as smooth count "
                            + NumberWords.some(unjudged, "quarter of an hour that was", "quarters of an hour that were")
                            + " recorded without a measure of stalls.",
                    unjudged + " 个 15 分钟段没有卡顿指标，既不算卡顿也不算流畅。"));
        }
        if (shortHours > 0) {
            unsaid.add(new Unsaid(
                    "SHORT_HOURS",
                    "Left out: " + NumberWords.some(shortHours, "hour", "hours")
                            + " of a room with less than half of what is recorded of its fullest hour.",
                    shortHours + " 个房间小时未计入：记录时长不足该房间最完整小时的一半。"));
        }
        if (all > 0 && stalled >= NO_HOUR_STANDS_OUT * all) {
            unsaid.add(new Unsaid(
                    "STALLS_AT_ANY_HOUR",
                    NumberWords.percent(stalled / (double) all)
                            + " of all hours on air stalled: where it always stalls, no hour stands out. Look at"
                            + " the causes instead.",
                    "全部开播小时中有 " + NumberWords.percent(stalled / (double) all) + " 卡顿：总在卡顿时没有突出的时段，请看反复出现的原因。"));
        }
        if (asked > 0 && broadcasts.evenings() < FEW_BROADCASTS) {
            unsaid.add(new Unsaid(
                    "THIN",
                    "This rests on " + NumberWords.some(broadcasts.evenings(), "broadcast", "broadcasts") + " only.",
                    "仅基于 " + broadcasts.evenings() + " 场直播。"));
        }
        return unsaid;
    }
}
