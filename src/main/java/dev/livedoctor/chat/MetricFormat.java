package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the numbers of a metric for people: shares in percent, flags as yes or no, others with their unit.
 *
 * @param unit as metrics.yaml has it; empty where nobody said what it is
 * @param values what people call words
 */
record MetricFormat(String unit, Map<String, Text> values, Language language) {
    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 6;

    private static final Text YES = new Text("yes", "是");
    private static final Text NO = new Text("no", "否");
    private static final String SHARE = "ratio";
    private static final String MILLISECONDS = "ms";
    /** From so many milliseconds on people count seconds, and what it is held against likewise. */
    private static final double LONG = 10_000;

    private static final double MILLISECONDS_OF_A_SECOND = 1_000;
    private static final Map<String, Text> UNITS = Map.of(
            SHARE,
            new Text(" %", "%"),
            MILLISECONDS,
            new Text(" ms", " 毫秒"),
            "s",
            new Text(" s", " 秒"),
            "kbps",
            new Text(" kbit/s", " kbit/s"),
            "fps",
            new Text(" fps", " 帧/秒"),
            "px",
            new Text(" px", " 像素"),
            "per_min",
            new Text(" per minute", " 次/分钟"),
            "db",
            new Text(" dB", " dB"));

    /** Those of {@code metric}; as they are where {@code rules} have no term for it. */
    static MetricFormat of(String metric, Report.Rules rules, Language language) {
        MetricTerm term = rules.terms().get(metric);
        return new MetricFormat(term == null ? "" : term.unit(), term == null ? Map.of() : term.values(), language);
    }

    /** Whether there are two numbers only, so that a bound between them says nothing. */
    boolean isYesOrNo() {
        return unit.equals("flag");
    }

    /** A word or a flag. */
    String of(Object value) {
        Text called = values.get(value.toString());
        return called != null
                ? called.in(language)
                : value instanceof Boolean yes && isYesOrNo() ? (yes ? YES : NO).in(language) : value.toString();
    }

    /** Three digits are enough to read; there are more where they would hide on which side of {@code other} the number lies. */
    String of(double value, @Nullable Double other) {
        if (isYesOrNo()) {
            return (value > 0 ? YES : NO).in(language);
        }
        if (unit.equals(MILLISECONDS) && Math.max(Math.abs(value), other == null ? 0 : Math.abs(other)) >= LONG) {
            return new MetricFormat("s", values, language)
                    .of(
                            value / MILLISECONDS_OF_A_SECOND,
                            other == null ? null : (Double) (other / MILLISECONDS_OF_A_SECOND));
        }
        int times = unit.equals(SHARE) ? 100 : 1;
        double scaled = value * times;
        for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
            String written = SixDigits.of(rounded(scaled, digits));
            if (other == null || value == other || !written.equals(SixDigits.of(rounded(other * times, digits)))) {
                return written + words();
            }
        }
        return SixDigits.of(scaled) + words();
    }

    private String words() {
        Text words = UNITS.get(unit);
        return words == null ? "" : words.in(language);
    }

    /** To so many digits, and never to fewer than stand before the point. */
    private static double rounded(double value, int digits) {
        return Math.abs(value) >= Math.pow(10, digits)
                ? Math.rint(value)
                : new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }
}
