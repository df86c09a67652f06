package dev.livedoctor.lookback;

/** How much an answer may hold in memory. */
final class MemoryBudget {
    /** Sums by room and evening, some 100 MB at most. */
    static final int USUAL = 500_000;

    private final int most;
    private int spent;

    MemoryBudget() {
        this(USUAL);
    }

    MemoryBudget(int most) {
        this.most = most;
    }

    /** Takes room for one more. */
    void spend() {
        if (++spent > most) {
            throw new QueryTooLargeException(most);
        }
    }
}
