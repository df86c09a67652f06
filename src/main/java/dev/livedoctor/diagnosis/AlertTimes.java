package dev.livedoctor.diagnosis;

/**
 * When a cause is an alert.
 *
 * @param holds seconds that it must hold; negative where its severity decides
 * @param clears seconds that it must be gone to be over; negative for as long as usual
 * @param worst severity that it may have: what has time until tomorrow calls nobody at once
 */
public record AlertTimes(int holds, int clears, Severity worst) {
    /** As its severity says. */
    public static final AlertTimes USUAL = new AlertTimes(-1, -1, Severity.CRITICAL);
}
