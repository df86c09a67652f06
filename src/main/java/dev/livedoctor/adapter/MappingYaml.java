package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Unit;
import dev.livedoctor.ruleset.YamlValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the mappings of all kinds have in common. */
final class MappingYaml {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Pattern DIMENSION = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");
    private static final String CATALOG = "a name of GET /catalog";

    private MappingYaml() {}

    /** The metric that {@code key} names, with the unit or the scale of {@code value}; empty where the catalog has none. */
    static Optional<MappedMetric> mapped(String key, YamlValue value, RulePack pack) {
        Metric metric = pack.metrics().get(key);
        if (metric == null) {
            value.key()
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME, key, pack.metrics().keySet(), CATALOG);
            return Optional.empty();
        }
        return Optional.of(new MappedMetric(key, metric.unit(), value.isText() ? 1 : factor(value, metric.unit())));
    }

    private static double factor(YamlValue value, Unit unit) {
        double scale = value.at("scale").number(1);
        YamlValue from = value.at("unit");
        if (!from.present()) {
            return scale;
        }
        Optional<Double> factor = UnitConversion.factor(from.text(), unit);
        if (factor.isEmpty()) {
            from.complain(
                    ComplaintCode.UNKNOWN_WORD,
                    "'" + from.text() + "' cannot be converted to "
                            + unit.name().toLowerCase(Locale.ROOT) + ".",
                    UnitConversion.known(unit).isEmpty()
                            ? "scale: and a number?"
                            : "one of " + String.join(", ", UnitConversion.known(unit)) + "?");
        }
        return scale * factor.orElse(1.0);
    }

    /** Attributes that are the same for all rooms. */
    static Map<String, Object> attributes(YamlValue fields, RulePack pack) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        fields.fields()
                .forEach((name, value) -> attribute(name, value, pack).ifPresent(found -> {
                    Object given = value.scalar();
                    if (found.admits(given)) {
                        attributes.put(name, given);
                    } else {
                        value.complain(
                                ComplaintCode.WRONG_TYPE,
                                name + " must be " + found.expectation() + ".",
                                "another value?");
                    }
                }));
        return attributes;
    }

    /** The attribute that {@code name} names. */
    static Optional<AttributeDefinition> attribute(String name, YamlValue value, RulePack pack) {
        AttributeDefinition found = pack.attributes().get(name);
        if (found == null || found.derived()) {
            value.key()
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME, name, pack.attributes().keySet(), CATALOG);
            return Optional.empty();
        }
        return Optional.of(found);
    }

    /** {@code text} as a value of {@code definition}; empty where it is none. */
    static Optional<Object> value(AttributeDefinition definition, String text) {
        Object value =
                switch (definition.type()) {
                    case FLAG -> flag(text);
                    case NUMBER -> number(text);
                    default -> text;
                };
        return definition.admits(value) && !text.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /** What is said where {@link #value} is empty. */
    static String odd(AttributeDefinition definition) {
        return definition.name() + " has a value that it cannot have: it must be " + definition.expectation() + ".";
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> text;
        };
    }

    private static Object number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The dimensions of slices, each with what the source calls it. */
    static Map<String, String> dimensions(YamlValue fields) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        fields.fields().forEach((name, label) -> {
            if (!DIMENSION.matcher(name).matches()) {
                label.key()
                        .complain(
                                ComplaintCode.BAD_NAME,
                                "'" + name + "' is not the name of a dimension.",
                                "region: and a label?");
            }
            dimensions.put(name, label.text());
        });
        if (dimensions.isEmpty()) {
            fields.complain(ComplaintCode.MISSING_VALUE, "a slice has one dimension at least.", "region: region?");
        }
        return dimensions;
    }

    /** A time such as 30s or 1h, from {@code least} to {@code most}. */
    static Duration time(YamlValue value, Duration otherwise, Duration least, Duration most) {
        if (!value.present()) {
            return otherwise;
        }
        Optional<Duration> time = read(value.text());
        if (time.isEmpty() || time.get().compareTo(least) < 0 || time.get().compareTo(most) > 0) {
            value.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    "'" + value.text("") + "' is not a time from " + word(least) + " to " + word(most) + ".",
                    word(otherwise) + "?");
            return otherwise;
        }
        return time.get();
    }

    private static Optional<Duration> read(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        try {
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String word(Duration time) {
        return time.toSeconds() % 60 != 0 || time.isZero()
                ? time.toSeconds() + "s"
                : time.toMinutes() % 60 != 0 ? time.toMinutes() + "m" : time.toHours() + "h";
    }
}
