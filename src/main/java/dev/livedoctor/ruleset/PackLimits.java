package dev.livedoctor.ruleset;

/** How large a pack may be; the shipped one takes less than a tenth of what is allowed in characters, files and derived metrics. */
final class PackLimits {
    /** Of one file. */
    static final int MOST_CHARACTERS = 1 << 20;
    /** Of the pack. */
    static final int MOST_CHARACTERS_OF_ALL = 1 << 25;

    /** Of one text in a YAML file. */
    static final int LONGEST_TEXT = 4_000;

    /** Metrics that are computed, for each slice of a snapshot. */
    static final int MOST_DERIVED = 500;
    /** That a metric is computed from. */
    static final int MOST_OPERANDS = 8;

    static final int MOST_FILES = 10_000;
    /** Of the pack; the shipped one has some 600, and each is diagnosed before a change comes into force. */
    static final int MOST_CASES = 5_000;
    /** What stands beside the files of a pack, and how deep. */
    static final int DEEPEST_FOLDER = 3;
    /** Nobody reads more of one file. */
    static final int MOST_COMPLAINTS = 1_000;

    private PackLimits() {}
}
