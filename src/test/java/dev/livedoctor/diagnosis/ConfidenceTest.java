package dev.livedoctor.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    @Test
    void oddsBecomeShares() {
        assertEquals(0.5, Confidence.confirmed(0));
        assertEquals(0.88, Confidence.confirmed(2), 0.005);
        assertEquals(0.98, Confidence.confirmed(4), 0.005);
    }

    @Test
    void whatNobodyThoughtOfHasItsShare() {
        assertEquals(0.5, Confidence.unconfirmed(0, List.of()));
        assertEquals(1.0 / 3, Confidence.unconfirmed(0, List.of(0.0)), 1e-12);
    }

    @Property
    void rivalsTakeTheirShare(
            @ForAll @DoubleRange(min = -10, max = 20) double score,
            @ForAll @Size(max = 8) List<@DoubleRange(min = -10, max = 20) Double> rivals,
            @ForAll @DoubleRange(min = -10, max = 20) double more) {
        double confidence = Confidence.unconfirmed(score, rivals);
        List<Double> others = new ArrayList<>(rivals);
        others.add(more);

        assertTrue(confidence > 0 && confidence < 1);
        assertTrue(Confidence.unconfirmed(score, others) <= confidence);
        assertTrue(Confidence.unconfirmed(score + 1, rivals) >= confidence);
        assertTrue(confidence <= Confidence.confirmed(score) + 1e-12);
    }
}
