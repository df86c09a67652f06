package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.livedoctor.ruleset.Metric.Derivation;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationsTest {
    private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");
    private static final Window TWO_MINUTES = new Window(START, START.plusSeconds(120));

    private static Metric metric(String name, Unit unit, List<String> from, List<String> per, double times) {
        return new Metric(
                name,
                unit,
                Worse.NONE,
                null,
                false,
                false,
                Metric.MOST_PER_VIEWER_MINUTE,
                new Derivation(from, per, times),
                name);
    }

    private static Map<String, Double> complete(Map<String, Double> given, Metric... metrics) {
        return new Derivations(List.of(metrics)).complete(given, TWO_MINUTES);
    }

    @Test
    void dividesProducts() {
        Metric pay = metric("pay", Unit.NUMBER, List.of("a", "b"), List.of("c", "d"), 10);

        assertEquals(
                15,
                complete(Map.of("a", 2.0, "b", 3.0, "c", 4.0, "d", 1.0), pay).get("pay"));
    }

    @Test
    void whatIsGivenStays() {
        Metric ratio = metric("ratio", Unit.RATIO, List.of("a"), List.of("b"), 1);

        assertEquals(
                0.9, complete(Map.of("a", 1.0, "b", 2.0, "ratio", 0.9), ratio).get("ratio"));
    }

    @Test
    void aMissingOperandGivesNothing() {
        Metric ratio = metric("ratio", Unit.RATIO, List.of("a"), List.of("b"), 1);

        assertEquals(Map.of("a", 1.0), complete(Map.of("a", 1.0), ratio));
        assertEquals(Map.of("b", 1.0), complete(Map.of("b", 1.0), ratio));
    }

    @Test
    void nothingIsDividedByZero() {
        Metric ratio = metric("ratio", Unit.RATIO, List.of("a"), List.of("b"), 1);

        assertFalse(complete(Map.of("a", 1.0, "b", 0.0), ratio).containsKey("ratio"));
        assertFalse(complete(Map.of("a", 0.0, "b", 0.0), ratio).containsKey("ratio"));
    }

    @Test
    void aShareIsAtMostOne() {
        assertEquals(
                1,
                complete(Map.of("a", 3.0, "b", 2.0), metric("x", Unit.RATIO, List.of("a"), List.of("b"), 1))
                        .get("x"));
        assertEquals(
                1.5,
                complete(Map.of("a", 3.0, "b", 2.0), metric("x", Unit.NUMBER, List.of("a"), List.of("b"), 1))
                        .get("x"));
    }

    @Test
    void theWindowIsAnOperand() {
        Metric perMinute = metric("m", Unit.PER_MIN, List.of("a"), List.of("window.minutes"), 1);
        Metric perSecond = metric("s", Unit.NUMBER, List.of("a"), List.of("window.seconds"), 1);

        assertEquals(Map.of("a", 60.0, "m", 30.0, "s", 0.5), complete(Map.of("a", 60.0), perMinute, perSecond));
    }

    @Test
    void oneDerivedMetricMayFeedTheNext() {
        Metric first = metric("first", Unit.NUMBER, List.of("a"), List.of("b"), 1);
        Metric second = metric("second", Unit.NUMBER, List.of("first"), List.of("b"), 1);

        assertEquals(2, complete(Map.of("a", 8.0, "b", 2.0), first, second).get("second"));
    }

    @ParameterizedTest
    @CsvSource({"720, 921600", "1080, 2073600", "480, 409600", "1280, 921600", "1920, 2073600", "960, 518400"})
    void picturesAreOfTheUsualShapes(double height, double pixels) {
        Metric perPixel = metric("p", Unit.NUMBER, List.of("picture.pixels"), List.of("one"), 1);

        assertEquals(
                pixels,
                complete(Map.of("ingest.height_px", height, "one", 1.0), perPixel)
                        .get("p"),
                pixels * 0.01);
    }

    @Test
    void withoutAPictureThereAreNoPixels() {
        assertEquals(
                Map.of("one", 1.0),
                complete(Map.of("one", 1.0), metric("p", Unit.NUMBER, List.of("picture.pixels"), List.of("one"), 1)));
    }
}
