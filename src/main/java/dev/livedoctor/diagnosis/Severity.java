package dev.livedoctor.diagnosis;

/** How bad a symptom is, worst first. */
public enum Severity {
    /** Down, or 30 % of the viewers hit, or paid orders halved. */
    CRITICAL,
    /** 10 % of the viewers hit, or revenue down by 30 %. */
    MAJOR,
    /** One segment, or early signs. */
    MINOR,
    /** Hygiene, or normal. */
    INFO;

    /** One step worse; CRITICAL stays. */
    public Severity raised() {
        return values()[Math.max(0, ordinal() - 1)];
    }
}
