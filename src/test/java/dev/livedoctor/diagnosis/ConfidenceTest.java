package dev.livedoctor.diagnosis;

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
    void whatIsConfirmedIsBelieved() {
        // A decisive observation, the rarest prior and nothing else.
        assertTrue(Confidence.confirmed(1.5) > 0.75);
        assertTrue(Confidence.confirmed(8) > 0.99);
    }

    @Test
    void amongEqualsNobodyIsBelieved() {
        assertTrue(Confidence.unconfirmed(0, List.of(0.0)) < 0.5);
        assertTrue(Confidence.unconfirmed(2, List.of(2.0, 2.0)) < 0.5);
    }

    @Property
    void rivalsTakeTheirShare(
            @ForAll @DoubleRange(min = -10, max = 20) double score,
            @ForAll @Size(max = 8) List<@DoubleRange(min = -10, max = 20) Double> rivals,
            @ForAll @DoubleRange(min = -10, max = 20) double more) {
        double confidence = Confidence.unconfirmed(score, rivals);
        List<Double> others = new ArrayList<>(rivals);
        others.add(more);

        assertTrue(confidence > 0 && confidence <= 1);
        assertTrue(Confidence.unconfirmed(score, others) <= confidence);
        assertTrue(Confidence.unconfirmed(score + 1, rivals) >= confidence);
        assertTrue(Confidence.confirmed(score + 1) >= Confidence.confirmed(score));
    }
}
