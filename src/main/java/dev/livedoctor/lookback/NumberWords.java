package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers in words. */
final class NumberWords {
    private static final double PERCENT = 100;

    private NumberWords() {}

    /** {@code 12 %}, {@code 0.8 %}. */
    static String percent(double share) {
        double percent = share * PERCENT;
        return String.format(Locale.ROOT, percent > 0 && percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** {@code 1.8}, {@code 0.43}. */
    static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 1 ? "%.2f" : "%.1f", ratio);
    }

    /** {@code 0.003}, {@code < 0.0001}. */
    static String chance(double q) {
        return q < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, q < 0.01 ? "= %.4f" : "= %.2f", q);
    }

    /** An hour of the week, or of any day where {@code day} is null. */
    static Text hour(@Nullable DayOfWeek day, int hour) {
        String span = String.format(Locale.ROOT, "%02d:00–%02d:00", hour, (hour + 1) % RoomCalendar.HOURS_A_DAY);
        return day == null
                ? new Text("Every day, " + span, "每天 " + span)
                : new Text(
                        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", " + span,
                        day.getDisplayName(TextStyle.SHORT, Locale.SIMPLIFIED_CHINESE) + " " + span);
    }

    /** So many of something: {@code 1 hour}, {@code 2 hours}. */
    static String some(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** A whole number. */
    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
