package dev.livedoctor.lookback;

import org.jspecify.annotations.Nullable;

/** From the product that is shown to the order that is paid. */
final class Funnel {
    /** Fewer events before a step say nothing of it. */
    private static final double FEWEST = 25;

    private static final String[] STEPS = {
        "commerce.click_ratio",
        "commerce.cart_ratio",
        "commerce.checkout_ratio",
        "commerce.payment_attempt_ratio",
        "commerce.payment_success_ratio"
    };

    private final double[] counts = new double[STEPS.length + 1];

    void add(double[] quarter) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += quarter[i];
        }
    }

    void add(Funnel other) {
        add(other.counts);
    }

    /** The step that loses most against the others in {@code whole}; null where none can be compared, or none is worse. */
    @Nullable
    FunnelStep weakestIn(Funnel whole) {
        FunnelStep weakest = null;
        for (int i = 0; i < STEPS.length; i++) {
            double before = whole.counts[i] - counts[i];
            double after = whole.counts[i + 1] - counts[i + 1];
            boolean known = counts[i] >= FEWEST && before >= FEWEST && after > 0;
            double ratio = known ? counts[i + 1] / counts[i] / (after / before) : 1;
            if (ratio < (weakest == null ? 1 : weakest.ratio())) {
                weakest = new FunnelStep(STEPS[i], ratio);
            }
        }
        return weakest;
    }
}
