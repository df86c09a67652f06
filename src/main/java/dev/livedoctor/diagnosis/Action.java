package dev.livedoctor.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remediation step.
 *
 * @param code stable name
 * @param title what to do, in a few words
 * @param owner who does it
 * @param urgency when
 * @param stepsEn the steps in English; {@code {scope}} stands for the values to blame
 * @param stepsZh the same in Chinese
 * @param risk what it may cost
 * @param reversible whether it can be undone
 * @param verify how to see that it worked
 * @param doNot what to leave alone meanwhile
 */
public record Action(
        String code,
        Text title,
        Owner owner,
        Urgency urgency,
        List<String> stepsEn,
        List<String> stepsZh,
        Text risk,
        boolean reversible,
        Verification verify,
        Text doNot) {

    /**
     * What to watch after an action.
     *
     * @param metric the metric to watch
     * @param direction on which side of {@code bound} it must come to lie
     * @param bound in the metric's unit
     * @param withinMinutes how soon
     */
    public record Verification(String metric, Direction direction, double bound, int withinMinutes) {
        /** Whether {@code value} lies where it must come to lie. */
        public boolean isMet(double value) {
            return direction == Direction.ABOVE ? value > bound : value < bound;
        }

        /** This verification, with the bound that {@code reading} missed if that is stricter: a good value elsewhere may be bad in this room. */
        Verification against(@Nullable Reading reading) {
            return reading != null
                            && reading.harmful()
                            && reading.direction() != direction
                            && !Double.isNaN(reading.bound())
                            && isMet(reading.value())
                    ? new Verification(metric, direction, reading.bound(), withinMinutes)
                    : this;
        }
    }

    /** The steps in {@code language}. */
    public List<String> steps(Language language) {
        return language == Language.ZH ? stepsZh : stepsEn;
    }
}
