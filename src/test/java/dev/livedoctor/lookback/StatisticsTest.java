package dev.livedoctor.lookback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    /** Figures of R: {@code p.adjust(c(0.01, 0.04, 0.03, 0.2), "BH")}. */
    @Test
    void adjustsAsBenjaminiAndHochberg() {
        assertArrayEquals(
                new double[] {0.04, 0.16 / 3, 0.16 / 3, 0.2},
                FalseDiscoveryRate.adjusted(new double[] {0.01, 0.04, 0.03, 0.2}),
                1e-12);
        assertArrayEquals(new double[0], FalseDiscoveryRate.adjusted(new double[0]));
    }

    @Test
    void oneRoomIsFishersExactTest() {
        StratifiedTest test = new StratifiedTest();
        test.add(40, 9, 8, 5);
        double fisher = FisherExactTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(new int[][] {{5, 4}, {3, 28}})
                .getPValue();
        assertEquals(fisher, test.p(), 1e-12);
        assertEquals(8 * 9 / 40.0, test.expected(), 1e-12);
    }

    @Test
    void manyRoomsAreNearlyNormal() {
        StratifiedTest exact = new StratifiedTest();
        StratifiedTest normal = new StratifiedTest();
        for (int room = 0; room < 100; room++) {
            exact.add(200, 20, 10, room % 10 < 3 ? 2 : 1);
        }
        for (int room = 0; room < 1500; room++) {
            normal.add(200, 20, 10, room % 150 < 22 ? 2 : 1);
        }
        assertTrue(exact.p() > 1e-4 && exact.p() < 0.05, () -> "" + exact.p());
        assertTrue(normal.p() < exact.p() && normal.p() > 0, () -> "" + normal.p());
    }

    private static List<WeightedSums> evenings(double ratio, double... expected) {
        List<WeightedSums> evenings = new ArrayList<>();
        for (double one : expected) {
            evenings.add(new WeightedSums().add(ratio * one, ratio * one, one, one));
        }
        return evenings;
    }

    @Test
    void tooLittleIsNotAsked() {
        assertFalse(RateRatio.of(evenings(0.2, 100, 100, 100, 100), false).isAsked());
        assertFalse(RateRatio.of(evenings(0.2, 2, 2, 2, 2, 2), false).isAsked());
        // One evening outweighs the others.
        assertFalse(RateRatio.of(evenings(0.2, 1000, 1, 1, 1, 1, 1), false).isAsked());
        assertTrue(RateRatio.of(evenings(0.2, 100, 100, 100, 100, 100), false).p() < 1e-3);
        assertTrue(RateRatio.of(evenings(0.2, 100, 100, 100, 100, 100), true).p() > 0.99);
    }

    /** Nothing at all where five events were to be expected is less telling than counts that vary by themselves. */
    @Test
    void theVarianceOfCountsIsTheLeast() {
        RateRatio none = RateRatio.of(evenings(0, 7, 7, 7, 7, 7), false);
        assertEquals(0, none.ratio());
        assertTrue(none.p() > 0.001 && none.p() < 0.03, none::toString);
    }
}
