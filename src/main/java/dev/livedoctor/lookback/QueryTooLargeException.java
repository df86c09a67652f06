package dev.livedoctor.lookback;

import java.time.Duration;

/** More was asked for than is held in memory at once, or read in time. */
public final class QueryTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueryTooLargeException(int most) {
        super("There is more in this time than can be compared at once (" + most
                + " sums). Maybe ask for a shorter time, one room or one market?");
    }

    QueryTooLargeException(Duration longest) {
        super("There is more in this time than can be read in " + longest.toSeconds()
                + " s. Maybe ask for a shorter time, one room or one market?");
    }
}
