package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.HourlyMetric;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.history.SliceHour;
import dev.livedoctor.lookback.Comparison.Compared;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What changed after a release: app versions against the others in use in the same rooms and hours, and the evenings after a room was
 * changed, or told of a release, against those before.
 */
final class Releases {
    /** The name of the question. */
    static final String QUESTION = "releases";

    /** Metrics that are compared, and whether a rise is bad. */
    private static final Map<String, Boolean> METRICS = new TreeMap<>(Map.of(
            "playback.stall_ratio", true,
            "playback.first_frame_ms", true,
            "playback.failure_ratio", true,
            "playback.latency_ms", true,
            "audience.exit_ratio", true,
            "audience.retention_60s_ratio", false,
            "interaction.chat_rate", false,
            "commerce.conversion_ratio", false));

    private static final Text METHOD = new Text(
            "App versions: exits and waiting per viewer-minute against the median of the other versions of the same rooms"
                    + " in the same hours, t-test over evenings. Changes: means of up to 14 evenings before and after,"
                    + " Mann-Whitney test, two-sided. All at once: Benjamini-Hochberg, 5 % false discoveries.",
            "应用版本：与同房间同小时其他版本的中位数比较每观众分钟的离开与等待，按晚做 t 检验。改动：比较前后各至多 14 晚的均值，"
                    + "双侧 Mann-Whitney 检验。一起校正：Benjamini-Hochberg，错误发现率 5%。");

    private Releases() {}

    /** Asks; {@code calendar} tells local time. */
    static Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        RoomChanges changes = new RoomChanges();
        SampleSize seen = new SampleSize();
        rollUps.quarters(query, quarter -> {
            long evening = RoomCalendar.evening(calendar.local(quarter.place(), quarter.start()));
            seen.add(quarter.place().room(), evening);
            changes.add(quarter.place().room(), evening, quarter.setup());
        });
        rollUps.releases(
                query,
                release -> changes.released(
                        release.place().room(),
                        RoomCalendar.evening(calendar.local(release.place(), release.at())),
                        release.type(),
                        release.note()));
        List<ReleaseEffect> effects = new ArrayList<>(versions(rollUps, query, calendar));
        List<RoomChanges.Change> found = changes.found();
        if (!found.isEmpty()) {
            METRICS.forEach((metric, rise) -> {
                Map<String, TreeMap<Long, double[]>> evenings = new HashMap<>();
                MemoryBudget units = new MemoryBudget();
                rollUps.metric(query, metric, hour -> add(calendar, evenings, hour, units));
                found.forEach(change -> BeforeAfter.of(
                                evenings.getOrDefault(change.room(), new TreeMap<>()), change.evening())
                        .map(compared -> effect(change, changes.besides(change), metric, rise, compared))
                        .ifPresent(effects::add));
            });
        }
        return insight(effects, found.size(), changes.restless(), seen);
    }

    private static void add(
            RoomCalendar calendar,
            Map<String, TreeMap<Long, double[]>> evenings,
            HourlyMetric hour,
            MemoryBudget units) {
        long evening = RoomCalendar.evening(calendar.local(hour.place(), hour.start()));
        double[] sums = evenings.computeIfAbsent(hour.place().room(), any -> new TreeMap<>())
                .computeIfAbsent(evening, any -> {
                    units.spend();
                    return new double[2];
                });
        sums[0] += hour.total();
        sums[1] += hour.windows();
    }

    private static List<ReleaseEffect> versions(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar) {
        SliceComparison exits = new SliceComparison(calendar, SliceHour::watched, SliceHour::exits);
        SliceComparison waits = new SliceComparison(calendar, SliceHour::seen, SliceHour::lost);
        Map<String, Long> first = new HashMap<>();
        rollUps.slices(query, SliceHour.Dimension.APP_VERSION, slice -> {
            exits.add(slice);
            waits.add(slice);
            first.merge(slice.value(), RoomCalendar.evening(calendar.local(slice.place(), slice.start())), Math::min);
        });
        List<ReleaseEffect> effects = new ArrayList<>(versions(exits, "audience.exits", first));
        effects.addAll(versions(waits, "playback.stall_ratio", first));
        return effects;
    }

    /** Each version from the side on which it is further from the others: of two yardsticks in the middle that is the nearer one. */
    static List<ReleaseEffect> versions(SliceComparison comparison, String metric, Map<String, Long> first) {
        Map<Comparison.Key, Compared> better =
                comparison.results(false).stream().collect(Collectors.toMap(Compared::key, one -> one));
        return comparison.results(true).stream()
                .map(worse -> {
                    Compared other = better.getOrDefault(worse.key(), worse);
                    return version(other.rateRatio().p() < worse.rateRatio().p() ? other : worse, metric, first);
                })
                .toList();
    }

    private static ReleaseEffect version(Compared one, String metric, Map<String, Long> first) {
        RateRatio rateRatio = one.rateRatio();
        String version = one.key().group();
        return new ReleaseEffect(
                ReleaseEffect.Kind.APP_VERSION,
                "app_version",
                null,
                version,
                null,
                LocalDate.ofEpochDay(Objects.requireNonNull(first.get(version))),
                metric,
                one.reference(),
                one.rate(),
                rateRatio.ratio(),
                rateRatio.evenings(),
                rateRatio.evenings(),
                rateRatio.ratio() > 1,
                List.of(),
                // Better than the others is an effect as well.
                Double.isNaN(rateRatio.p()) ? Double.NaN : Math.min(1, 2 * rateRatio.p()),
                Double.NaN);
    }

    private static ReleaseEffect effect(
            RoomChanges.Change change, List<String> besides, String metric, boolean rise, BeforeAfter compared) {
        return new ReleaseEffect(
                change.isRelease() ? ReleaseEffect.Kind.RELEASE : ReleaseEffect.Kind.SETTING,
                change.name(),
                change.from(),
                change.to(),
                change.room(),
                LocalDate.ofEpochDay(change.evening()),
                metric,
                compared.before(),
                compared.after(),
                compared.before() == 0 ? Double.NaN : compared.after() / compared.before(),
                compared.eveningsBefore(),
                compared.eveningsAfter(),
                rise == compared.after() > compared.before(),
                besides,
                compared.p(),
                Double.NaN);
    }

    private static Insight insight(List<ReleaseEffect> effects, int changes, int restless, SampleSize seen) {
        FalseDiscoveryRate.Adjusted<ReleaseEffect> adjusted =
                FalseDiscoveryRate.adjust(effects, ReleaseEffect::p, ReleaseEffect::withQ);
        int asked = adjusted.asked();
        List<ReleaseEffect> items = adjusted.items();
        items.sort(Comparator.comparing((ReleaseEffect item) -> !item.finding())
                .thenComparing(item -> !item.worse())
                .thenComparing(ReleaseEffect::q)
                .thenComparing(ReleaseEffect::p)
                .thenComparing(ReleaseEffect::name)
                .thenComparing(ReleaseEffect::to)
                .thenComparing(ReleaseEffect::metric)
                .thenComparing(item -> item.room() == null ? "" : item.room())
                .thenComparing(ReleaseEffect::since));
        List<Unsaid> unsaid = new ArrayList<>();
        if (asked < items.size()) {
            unsaid.add(new Unsaid(
                    "TOO_LITTLE",
                    (items.size() - asked) + " comparisons have too few evenings on one side.",
                    (items.size() - asked) + " 项比较一侧的晚数不足。"));
        }
        if (restless > 0) {
            unsaid.add(new Unsaid(
                    "CHANGES_ALL_THE_TIME",
                    restless + " attributes change with nearly every broadcast: no release, and not compared.",
                    restless + " 个属性几乎场场变化，不视为发布，未比较。"));
        }
        if (changes > 0) {
            unsaid.add(new Unsaid(
                    "BEFORE_AFTER_IS_NO_PROOF",
                    "Before and after a change other things may have changed too; what did on the same evening is"
                            + " named.",
                    "改动前后可能还有别的变化；同一晚的其他改动已列出。"));
        }
        return new Insight(QUESTION, summary(items), METHOD, asked, seen.rooms(), seen.evenings(), items, unsaid);
    }

    private static Text summary(List<ReleaseEffect> items) {
        List<ReleaseEffect> found =
                items.stream().filter(ReleaseEffect::finding).toList();
        if (items.isEmpty()) {
            return new Text("No release and no change of a setting was recorded.", "没有记录到发布或设置改动。");
        }
        if (found.isEmpty()) {
            return new Text("No release changed anything by more than chance.", "没有发布带来超出偶然的变化。");
        }
        return new Text(found.get(0).sentence().en(), found.get(0).sentence().zh());
    }
}
