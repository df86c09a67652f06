package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleSizesTest {
    private static final double UNKNOWN = Double.NaN;
    private static final RulePack PACK = Shipped.ruleset().pack();
    private static final SampleSizes SIZES =
            new SampleSizes(PACK.metrics().values(), PACK.thresholds().bounds());

    private static double payments(Map<String, Double> metrics) {
        return SIZES.atMost("commerce.payment_attempts", metrics, UNKNOWN, 1, 0);
    }

    @Test
    void aPartIsNoMoreThanItsWholeHoweverFarUpThatIs() {
        assertEquals(7, payments(Map.of("commerce.checkouts", 7.0)));
        assertEquals(9, payments(Map.of("commerce.add_to_carts", 9.0)));
    }

    @Test
    void aRatioSaysWhichPart() {
        assertEquals(4, payments(Map.of("commerce.checkouts", 8.0, "commerce.payment_attempt_ratio", 0.5)));
    }

    @Test
    void aRatioOfAPartSaysHowManyTheWholeIs() {
        assertEquals(20, payments(Map.of("commerce.orders", 5.0, "commerce.payment_success_ratio", 0.25)));
        assertEquals(UNKNOWN, payments(Map.of("commerce.orders", 0.0, "commerce.payment_success_ratio", 0.0)));
    }

    /** Half of the payments at least succeed, of those that did not time out, unless it is said that fewer do. */
    @Test
    void whatCameOfItSaysHowManyTheyWere() {
        assertEquals(32, SIZES.atMost("commerce.payment_attempts", Map.of("commerce.orders", 16.0), UNKNOWN, 1, 0));
        assertEquals(
                60, SIZES.atMost("commerce.payment_attempts", Map.of("commerce.orders", 3.0), UNKNOWN, 1, 0.9), 1e-9);
        assertEquals(UNKNOWN, SIZES.atMost("commerce.payment_attempts", Map.of("commerce.orders", 0.0), UNKNOWN, 1, 1));
    }

    @Test
    void viewersDoNotPayEachMinute() {
        assertEquals(20, SIZES.atMost("commerce.payment_attempts", Map.of(), 500, 1, 0));
        assertEquals(100, SIZES.atMost("commerce.payment_attempts", Map.of(), 500, 5, 0));
        assertEquals(125, SIZES.atMost("audience.entries", Map.of(), 500, 1, 0));
    }

    @Test
    void whereNothingIsKnownNothingBoundsIt() {
        assertEquals(UNKNOWN, payments(Map.of()));
    }
}
