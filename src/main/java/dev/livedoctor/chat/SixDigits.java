package dev.livedoctor.chat;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people and programs: six significant digits, integers as they are, never an exponent. */
public final class SixDigits {
    private static final MathContext SIX = new MathContext(6);
    /** Integers up to here are exact in a double. */
    private static final double LARGEST_EXACT = 1L << 53;
    /** 10 to the power of the index, for the decimals of a value whose first digit is not far behind the point. */
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private SixDigits() {}

    /** {@code value}, which is finite, as JSON writes numbers. */
    public static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e6) {
            return exactly(value);
        }
        // The commonest case by hand, since BigDecimal costs ten times as much: decimals so that six digits remain.
        int decimals = size >= 1 ? 5 : 6;
        for (double bound = 10; size >= bound; bound *= 10) {
            decimals--;
        }
        for (double bound = 0.1; size < bound; bound /= 10) {
            decimals++;
        }
        long scaled = Math.round(size * POWERS[decimals]);
        while (decimals > 0 && scaled % 10 == 0) {
            scaled /= 10;
            decimals--;
        }
        return decimal(value < 0, scaled, decimals);
    }

    private static String decimal(boolean negative, long scaled, int decimals) {
        StringBuilder text = new StringBuilder(12);
        if (negative) {
            text.append('-');
        }
        text.append(scaled / POWERS[decimals]);
        if (decimals > 0) {
            String fraction = Long.toString(scaled % POWERS[decimals]);
            text.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
        }
        return text.toString();
    }

    private static String exactly(double value) {
        BigDecimal rounded = new BigDecimal(value).round(SIX);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
