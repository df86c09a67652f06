package dev.livedoctor.diagnosis;

import java.util.List;

/** Turns log-odds into confidence that means what it says: of the diagnoses given 0.8, four in five are right. */
final class Confidence {
    private Confidence() {}

    /** The confidence of a confirmed cause. */
    static double confirmed(double score) {
        return logistic(score);
    }

    /** The confidence of a cause that is not confirmed: its share among its rivals and what nobody thought of. */
    static double unconfirmed(double score, List<Double> rivals) {
        double own = Math.exp(score);
        double others = rivals.stream().mapToDouble(Math::exp).sum();
        return own / (own + others + 1);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
