package dev.livedoctor.lookback;

/** The 95 % interval of a share (Wilson, 1927). */
record WilsonInterval(double low, double high) {
    private static final double Z = 1.959964;

    static WilsonInterval of(int hits, int all) {
        double share = hits / (double) all;
        double scale = 1 + Z * Z / all;
        double middle = (share + Z * Z / (2 * all)) / scale;
        double reach = Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all)) / scale;
        return new WilsonInterval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }
}
