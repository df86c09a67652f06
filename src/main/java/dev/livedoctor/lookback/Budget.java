package dev.livedoctor.lookback;

/** How much an answer may hold in memory. */
final class Budget {
    /** Sums by room and evening, some 100 MB at most. */
    static final int USUAL = 500_000;

    private final int most;
    private int spent;

    Budget() {
        this(USUAL);
    }

    Budget(int most) {
        this.most = most;
    }

    /** Takes room for one more. */
    void spend() {
        if (++spent > most) {
            throw new TooMuchException(most);
        }
    }
}
