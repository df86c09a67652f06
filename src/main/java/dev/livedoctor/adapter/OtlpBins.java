package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import java.util.ArrayList;
import java.util.List;

/** The buckets of histograms of OpenTelemetry as bins: those that have any, in order. */
final class OtlpBins {
    /** SDKs have 160 at most, if nobody says otherwise; exponential ones as many of negative values. */
    private static final int MOST_BUCKETS = 320;

    private OtlpBins() {}

    /** A histogram that is none; the message says why, without its name. */
    static final class BadHistogramException extends Exception {
        private static final long serialVersionUID = 1L;

        BadHistogramException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * The bins of {@code point}.
     *
     * @param ofItself whether its least and its greatest value are of what it counts; those of a cumulative one are of all time, and move
     */
    static List<Bin> of(HistogramDataPoint point, boolean ofItself) throws BadHistogramException {
        int buckets = point.getBucketCountsCount();
        int bounds = point.getExplicitBoundsCount();
        if (buckets > MOST_BUCKETS || buckets != bounds + 1 && (buckets > 0 || bounds > 0)) {
            throw new BadHistogramException("has " + buckets + " buckets for " + bounds
                    + " bounds. Maybe one more than bounds, and " + MOST_BUCKETS + " at most?");
        }
        for (int i = 0; i < bounds; i++) {
            if (!Double.isFinite(point.getExplicitBounds(i))
                    || i > 0 && point.getExplicitBounds(i) <= point.getExplicitBounds(i - 1)) {
                throw new BadHistogramException("has bounds that do not rise.");
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            double low =
                    i > 0 ? point.getExplicitBounds(i - 1) : ofItself && point.hasMin() ? point.getMin() : Double.NaN;
            double high =
                    i < bounds ? point.getExplicitBounds(i) : ofItself && point.hasMax() ? point.getMax() : Double.NaN;
            if (point.getBucketCounts(i) > 0) {
                closed(low, high, point.getBucketCounts(i), bins);
            }
        }
        return bins;
    }

    /**
     * Beyond the last bound a value is at least that bound, and no more is known; below the first it is between zero and that bound, as
     * Prometheus takes it.
     */
    private static void closed(double low, double high, double count, List<Bin> bins) {
        boolean below = Double.isFinite(low);
        boolean above = Double.isFinite(high);
        if (below || above) {
            double from = below ? low : Math.min(0, high);
            bins.add(new Bin(from, above ? Math.max(from, high) : from, count));
        }
    }

    /** The bins of {@code point}. */
    static List<Bin> of(ExponentialHistogramDataPoint point) throws BadHistogramException {
        Buckets negative = point.getNegative();
        Buckets positive = point.getPositive();
        if (Math.max(positive.getBucketCountsCount(), negative.getBucketCountsCount()) > MOST_BUCKETS) {
            throw new BadHistogramException("has more than " + MOST_BUCKETS + " buckets.");
        }
        double width = Math.scalb(1.0, -point.getScale());
        List<Bin> bins = new ArrayList<>();
        for (int i = negative.getBucketCountsCount() - 1; i >= 0; i--) {
            add(-bound(negative, i + 1, width), -bound(negative, i, width), negative.getBucketCounts(i), bins);
        }
        double zero = point.getZeroThreshold();
        add(0 - zero, zero, point.getZeroCount(), bins);
        for (int i = 0; i < positive.getBucketCountsCount(); i++) {
            add(bound(positive, i, width), bound(positive, i + 1, width), positive.getBucketCounts(i), bins);
        }
        return bins;
    }

    /** The bound of bin {@code i}. Equal bounds are equal to the last bit at each scale, since only powers of two are multiplied. */
    private static double bound(Buckets buckets, int i, double width) {
        return Math.pow(2, ((double) buckets.getOffset() + i) * width);
    }

    private static void add(double low, double high, double count, List<Bin> bins) throws BadHistogramException {
        if (count > 0) {
            if (!Double.isFinite(low) || !Double.isFinite(high)) {
                throw new BadHistogramException("has bounds that are not numbers. Maybe another scale or offset?");
            }
            bins.add(new Bin(low, high, count));
        }
    }
}
