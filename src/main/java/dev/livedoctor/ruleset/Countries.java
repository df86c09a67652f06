package dev.livedoctor.ruleset;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What people write for a country instead of its code of ISO 3166, which snapshots bring. */
final class Countries {
    private static final Set<String> CODES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /** By name in English and Chinese, and by the code of three letters, in small letters. */
    private static final Map<String, String> OTHERWISE = new HashMap<>();

    static {
        for (String code : CODES) {
            Locale country = new Locale.Builder().setRegion(code).build();
            OTHERWISE.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            OTHERWISE.put(country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE), code);
            OTHERWISE.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
        }
    }

    private static final Pattern LIST = Pattern.compile("[A-Z]{2}(?:[\\s,;/]+[A-Z]{2})+");

    private Countries() {}

    /** The code that was meant by {@code word}; empty where it is one, or no other name of a country. */
    static Optional<String> meant(String word) {
        return CODES.contains(word)
                ? Optional.empty()
                : Optional.ofNullable(OTHERWISE.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Complains of {@code value} where it is what people call a country. */
    static void check(YamlValue value) {
        if (value.isText() && LIST.matcher(value.text()).matches()) {
            value.complain(
                    ComplaintCode.UNKNOWN_WORD,
                    "a market is the code of one country.",
                    "[" + value.text().strip().replaceAll("[\\s,;/]+", ", ") + "]?");
        } else if (value.isText()) {
            meant(value.text())
                    .ifPresent(code -> value.complain(
                            ComplaintCode.UNKNOWN_WORD,
                            "a market is the code of a country, of two letters.",
                            code + "?"));
        }
    }
}
