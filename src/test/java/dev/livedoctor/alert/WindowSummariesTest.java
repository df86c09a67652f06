package dev.livedoctor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What alerts take from a report: above all what was measured. */
class WindowSummariesTest {
    private static final RulePack PACK = Shipped.ruleset().pack();
    static final MetricTraits TRAITS = new MetricTraits(PACK::sources, PACK::isTidal);
    private static final Map<String, Double> PAYMENTS_FAIL = Map.of(
            "audience.viewers", 6_000.0,
            "audience.entries", 2_000.0,
            "commerce.checkouts", 150.0,
            "commerce.payment_attempts", 120.0,
            "commerce.orders", 36.0,
            "commerce.payment_timeout_ratio", 0.61,
            "commerce.payment_decline_ratio", 0.09);

    private static WindowSummary summary(Map<String, Double> metrics) {
        MetricSnapshot snapshot = new MetricSnapshot(
                "room",
                new Window(Given.START, Given.minute(1)),
                metrics,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
        return WindowSummaries.of("report", Shipped.ruleset().diagnose(snapshot), snapshot, List.of(), TRAITS);
    }

    private static Map<String, Double> without(String metric) {
        Map<String, Double> metrics = new HashMap<>(PAYMENTS_FAIL);
        metrics.remove(metric);
        return metrics;
    }

    @Test
    void whatIsDerivedIsMeasuredWhereAllThatItIsMadeOfIs() {
        AlertCandidate candidate = summary(PAYMENTS_FAIL).signs().stream()
                .filter(one -> one.code().equals("PAYMENT_PROVIDER_DOWN"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                candidate.metrics().containsAll(List.of("commerce.orders", "commerce.payment_attempts")),
                candidate.toString());
        assertTrue(PAYMENTS_FAIL.keySet().containsAll(candidate.metrics()), candidate.toString());
        assertTrue(summary(PAYMENTS_FAIL).measuredAll(candidate.metrics()));
        assertFalse(
                summary(without("commerce.orders")).measuredAll(candidate.metrics()),
                "others of its kind are no proof");
        assertTrue(summary(without("commerce.checkouts")).measuredAll(candidate.metrics()));
    }

    @Test
    void thePackKnowsWhatMetricsAreMadeOf() {
        assertEquals(
                Set.of("commerce.orders", "commerce.payment_attempts"), PACK.sources("commerce.payment_success_ratio"));
        assertEquals(Set.of("interaction.chat_messages", "audience.viewers"), PACK.sources("interaction.chat_rate"));
        assertEquals(
                Set.of("ingest.video_kbps", "ingest.height_px", "ingest.frame_rate"),
                PACK.sources("ingest.bitrate_to_picture"));
        assertTrue(
                PACK.sources("data.click_ratio_agreement").contains("commerce.product_clicks"),
                "and of what those are made of that are derived themselves");
        assertEquals(Set.of(), PACK.sources("audience.viewers"));
        assertEquals(Set.of(), PACK.sources("no.such_metric"));
    }

    /** A room that is shown less than usual. */
    private static List<AlertCandidate> shownLess(double impressions, Map<String, Object> attributes) {
        MetricSnapshot snapshot = new MetricSnapshot(
                "room",
                new Window(Given.START, Given.minute(1)),
                Map.of("audience.viewers", 700.0, "audience.impressions", impressions),
                attributes,
                Map.of("audience.impressions", 41_000.0),
                Map.of(),
                List.of(),
                List.of());
        return WindowSummaries.of("report", Shipped.ruleset().diagnose(snapshot), snapshot, List.of(), TRAITS)
                .signs();
    }

    @Test
    void aSymptomHasTheTimeOfWhatMayBeBehindIt() {
        List<AlertCandidate> candidates = shownLess(15_000, Map.of());
        AlertCandidate cause = one(candidates, "SLOT_COMPETITION");
        assertNotNull(cause.holds());
        assertEquals(cause.holds(), one(candidates, "LOW_REACH").holds());
    }

    /** Nobody moves a slot within a broadcast: a weak evening is no emergency, however weak. */
    @Test
    void aWeakEveningIsNoEmergency() {
        List<AlertCandidate> candidates = shownLess(5_000, Map.of());
        assertEquals(Severity.MAJOR, one(candidates, "SLOT_COMPETITION").severity());
        assertEquals(
                Severity.CRITICAL,
                one(shownLess(5_000, Map.of("room.policy_restricted", true)), "POLICY_RESTRICTED")
                        .severity());
    }

    @Test
    void aDeadStreamSpeaksForItsSymptoms() {
        AlertCandidate outage = one(
                summary(Map.of(
                                "audience.viewers",
                                6_000.0,
                                "playback.black_frame_ratio",
                                0.9,
                                "playback.stall_ratio",
                                0.5))
                        .signs(),
                "OUTAGE");
        assertTrue(outage.symptoms().containsAll(List.of("OUTAGE", "STALLS")), outage.toString());
    }

    @Test
    void knowsWhatARoomDoesByItselfWhileItFillsAndEmpties() {
        assertTrue(one(shownLess(15_000, Map.of()), "LOW_REACH").tidal());
        assertFalse(one(shownLess(15_000, Map.of("room.policy_restricted", true)), "POLICY_RESTRICTED")
                .tidal());
        assertFalse(summary(PAYMENTS_FAIL).signs().stream().anyMatch(AlertCandidate::tidal));
    }

    private static AlertCandidate one(List<AlertCandidate> candidates, String code) {
        return candidates.stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
