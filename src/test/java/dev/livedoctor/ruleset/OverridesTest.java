package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.drools.DroolsRuleCompiler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final String LATENCY = "playback.latency_ms";
    private static final Map<OverrideLevel, String> HERE = Map.of(
            OverrideLevel.ROOM,
            "r-1",
            OverrideLevel.TENANT,
            "acme",
            OverrideLevel.CATEGORY,
            "auction",
            OverrideLevel.MARKET,
            "NO",
            OverrideLevel.TRANSPORT,
            "rtc");

    private static SortedMap<String, String> pack() {
        SortedMap<String, String> files = TinyPack.files();
        files.merge(
                "attributes.yaml",
                "room.market: {type: text, means: m}\nroom.tenant: {type: text, means: t}\n",
                String::concat);
        return files;
    }

    private static String override(String when, String thresholds) {
        return "when: {" + when + "}\nthresholds:\n  " + thresholds + "\n";
    }

    private static String latency(String when, double high) {
        return override(when, LATENCY + ": {high: " + high + ", why: w, by: b}");
    }

    private static Map<String, Object> attributes(Map<OverrideLevel, String> levels) {
        Map<String, Object> attributes = new HashMap<>();
        levels.forEach((level, value) -> attributes.put(level.attribute(), value));
        return attributes;
    }

    private static EffectiveLimits effective(SortedMap<String, String> files, Map<OverrideLevel, String> room) {
        return PackReader.read(files).thresholds().effective(LATENCY, attributes(room));
    }

    private static List<String> complaints(SortedMap<String, String> files) {
        return assertThrows(RulePackException.class, () -> PackReader.read(files)).complaints().stream()
                .map(Complaint::toString)
                .toList();
    }

    private static List<String> complaints(String override) {
        SortedMap<String, String> files = pack();
        files.put("overrides/acme.yaml", override);
        return complaints(files);
    }

    /** The naive twin: of all sets of levels that have an override, the one that comes first when compared level by level. */
    @Property(tries = 60)
    void theMostSpecificOverrideHolds(@ForAll @Size(min = 1, max = 6) Set<@IntRange(min = 1, max = 31) Integer> masks) {
        SortedMap<String, String> files = pack();
        String best = "";
        for (int mask : masks) {
            List<String> when = new ArrayList<>();
            StringBuilder rank = new StringBuilder();
            for (OverrideLevel level : OverrideLevel.values()) {
                boolean asked = (mask >> level.ordinal() & 1) == 1;
                rank.append(asked ? 'x' : '-');
                if (asked) {
                    when.add(level.key() + ": " + HERE.get(level));
                }
            }
            files.put("overrides/o" + mask + ".yaml", latency(String.join(", ", when), 100 * mask));
            best = rank.toString().compareTo(best) > 0 ? rank.toString() : best;
        }
        EffectiveLimits effective = effective(files, HERE);

        int expected = 0;
        for (int i = 0; i < best.length(); i++) {
            expected |= best.charAt(i) == 'x' ? 1 << i : 0;
        }
        assertEquals(100 * expected, effective.limits().high());
        assertEquals(
                "overrides/o" + expected + ".yaml:3",
                effective.from(Thresholds.Bound.HIGH).orElseThrow().origin().place());
        assertEquals(masks.size() + 1, effective.layers().size());
    }

    @Test
    void theOrderOfLevelsIsRoomTenantCategoryMarketTransport() {
        SortedMap<String, String> files = pack();
        HERE.forEach((level, value) -> files.put(
                "overrides/" + level.key() + ".yaml",
                latency(level.key() + ": [" + value + "]", 100 * (level.ordinal() + 1))));

        assertEquals(
                List.of("room", "tenant", "category", "market", "transport", "thresholds"),
                effective(files, HERE).layers().stream()
                        .map(layer -> layer.origin().name())
                        .toList());
    }

    @Test
    void levelsCountInThePacksOwnLayersToo() {
        SortedMap<String, String> files = pack();
        files.computeIfPresent(
                "thresholds.yaml",
                (file, text) -> text.replace(
                        "layers: [", "layers: [{when: {peak: false}, high: 100}, {when: {room: r-1}, high: 77},"));
        files.put("overrides/market.yaml", latency("market: [NO, SE]", 55));

        assertEquals(77, effective(files, HERE).limits().high());
        assertEquals(
                55,
                effective(files, Map.of(OverrideLevel.ROOM, "r", OverrideLevel.MARKET, "NO"))
                        .limits()
                        .high());
    }

    @Test
    void eachBoundIsThatOfTheFirstLayerThatNamesIt() {
        SortedMap<String, String> files = pack();
        files.put(
                "overrides/acme.yaml",
                override("tenant: acme", LATENCY + ": {high: 500, severe: 4000, why: w, by: b}"));
        files.put("overrides/r-1.yaml", latency("room: r-1", 900));
        EffectiveLimits effective = effective(files, HERE);

        assertEquals(new Thresholds.Limits(900, Double.NaN, 4_000), effective.limits());
        assertEquals("overrides/r-1.yaml:3", effective.layerOf(900));
        assertEquals(
                "acme",
                effective.from(Thresholds.Bound.SEVERE).orElseThrow().origin().name());
        assertTrue(effective.from(Thresholds.Bound.LOW).isEmpty());
    }

    @Test
    void roomsAndTenantsAreMeantToTheLetter() {
        SortedMap<String, String> files = pack();
        files.put("overrides/acme.yaml", latency("tenant: acme", 100));
        files.put("overrides/shop.yaml", latency("room: 07", 200));

        assertEquals(
                10_000,
                effective(files, Map.of(OverrideLevel.TENANT, "acme europe", OverrideLevel.ROOM, "shop 07"))
                        .limits()
                        .high());
        assertEquals(
                200,
                effective(files, Map.of(OverrideLevel.TENANT, "acme", OverrideLevel.ROOM, "07"))
                        .limits()
                        .high());
    }

    @Test
    void theEvidenceSaysWhichLayer() {
        SortedMap<String, String> files = pack();
        files.put(
                "overrides/acme.yaml",
                override("room: r-1", "playback.stall_ratio: {high: 0.5, severe: 0.9, why: w, by: b}"));
        files.put("overrides/two.yaml", override("tenant: acme", "playback.stall_ratio: {high: 0.01, why: w, by: b}"));
        Ruleset ruleset = Ruleset.load(files, new DroolsRuleCompiler());
        Rooms room = Rooms.room(Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.04))
                .attributes(Map.of("room.tenant", "acme"));

        assertEquals(
                "overrides/two.yaml:3",
                stalls(ruleset.diagnose(room.snapshot())).layer());
        Rooms base = Rooms.room(Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.1));
        assertEquals("", stalls(ruleset.diagnose(base.snapshot())).layer());
        assertEquals(List.of(), ruleset.diagnose(room.named("r-1").snapshot()).symptoms());
    }

    private static Observation stalls(Report report) {
        return report.symptoms().get(0).evidence().get(0);
    }

    @Test
    void casesTestOverrides() {
        SortedMap<String, String> files = pack();
        files.put(
                "overrides/quiet.yaml",
                override("room: quiet", "playback.stall_ratio: {high: 0.5, severe: 0.9, why: w, by: b}"));
        files.put("cases/quiet.yaml", """
                - name: stalls are usual here
                  given: {room: quiet, metrics: {audience.viewers: 500, playback.stall_ratio: 0.1}}
                  expect: silent
                - name: and nowhere else
                  given: {room: loud, metrics: {audience.viewers: 500, playback.stall_ratio: 0.1}}
                  expect: {symptoms: STALLS}
                """);

        assertEquals(0, Check.of(files, new DroolsRuleCompiler()).refusals());
        files.remove("overrides/quiet.yaml");
        assertEquals(1, Check.of(files, new DroolsRuleCompiler()).refusals());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rom: r | playback.latency_ms: {high: 1, why: w, by: b} | :1: 'rom' is not known here. Maybe room?",
                "'' | playback.latency_ms: {high: 1, why: w, by: b} | :1: an override says whom it is for. Maybe when: {room: the-room}?",
                "room: [] | playback.latency_ms: {high: 1, why: w, by: b} | :1: one name at least expected. Maybe room: a-name?",
                "transport: rtp | playback.latency_ms: {high: 1, why: w, by: b} | :1: rtp is no transport. Maybe one of rtc, flv, hls?",
                "room: r | playback.latency: {high: 1, why: w, by: b} | :3: playback.latency is declared nowhere. Maybe playback.latency_ms?",
                "room: r | playback.latency_ms: {why: w, by: b} | :3: no bound is given. Maybe high, low or severe?",
                "room: r | playback.latency_ms: {high: 1, by: b} | :3: 'why' is missing here.",
                "room: r | playback.latency_ms: {hihg: 1, why: w, by: b} | :3: 'hihg' is not known here. Maybe high?",
                "room: r | playback.stall_ratio: {high: 5, why: w, by: b} | :3: 5 is no ratio, which is 0 to 1. Maybe 0.05",
                "room: r | playback.stall_ratio: {high: 0.4, why: w, by: b} | :3: severe 0.2 does not lie beyond high 0.4. Maybe a bound above high?",
                "room: r | playback.bitrate_kbps: {low: 50, why: w, by: b} | :3: severe 100 does not lie beyond low 50. Maybe a bound below low?",
            })
    void whatIsWrongIsToldWithItsLine(String when, String thresholds, String complaint) {
        List<String> complaints = complaints(override(when, thresholds));

        assertTrue(
                complaints.stream()
                        .map(one -> one.replaceFirst("^([^:]+:\\d+):\\d+:", "$1:"))
                        .anyMatch(one -> one.startsWith("overrides/acme.yaml" + complaint)),
                complaints::toString);
    }

    @Test
    void aTieIsRefused() {
        SortedMap<String, String> files = pack();
        files.put("overrides/one.yaml", latency("tenant: [acme, zeta], market: NO", 100));
        files.put("overrides/two.yaml", latency("market: [SE, NO], tenant: acme", 200));
        files.put("overrides/three.yaml", latency("market: DK, tenant: acme", 300));
        files.put("overrides/whole.yaml", latency("tenant: acme", 400));

        assertEquals(
                List.of(
                        "overrides/two.yaml:3:24: playback.latency_ms is set for the same rooms in overrides/one.yaml:3."
                                + " Maybe one of the two? [duplicate-name]"),
                complaints(files));
    }

    @Test
    void aLevelThatNoAttributeDeclaresIsRefused() {
        SortedMap<String, String> files = TinyPack.files();
        files.put("overrides/acme.yaml", latency("tenant: acme", 100));

        assertEquals(
                List.of(
                        "overrides/acme.yaml:1:16: room.tenant is declared nowhere. Maybe a line for it in attributes.yaml? [unknown-name]"),
                complaints(files));
    }

    /** Each layer is compared with each, so that there must be an end to them. */
    @Test
    void thousandsOfLayersAreRefusedAtOnce() {
        String layers = IntStream.range(0, 8_000)
                .mapToObj(i -> "{when: {room: r-" + i + "}, high: " + (1_000 + i) + "}")
                .collect(Collectors.joining(",\n"));
        SortedMap<String, String> files = pack();
        files.computeIfPresent(
                "thresholds.yaml", (file, text) -> text.replace("layers: [", "layers: [" + layers + ","));

        List<String> found = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> complaints(files));

        assertTrue(found.stream().anyMatch(one -> one.contains("[too-many]")), found::toString);
    }

    @Test
    void thousandsOfOverridesAreReadInTime() {
        SortedMap<String, String> files = pack();
        for (int i = 0; i < 8_000; i++) {
            files.put("overrides/r-" + i + ".yaml", latency("room: r-" + i, 1_000));
        }

        RulePack pack = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> PackReader.read(files));

        assertEquals(
                8_000,
                pack.files().keySet().stream()
                        .filter(file -> file.startsWith("overrides/"))
                        .count());
    }
}
