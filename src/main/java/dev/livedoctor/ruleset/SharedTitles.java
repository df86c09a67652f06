package dev.livedoctor.ruleset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds titles that two symptoms or causes share: nobody could tell them apart in a report, and sentences would mean either. */
final class SharedTitles {
    private record Titled(String code, YamlValue title, String english) {

        /** How many words of the code the English title has: the copy of another title has few. */
        long fit() {
            String text = english.toLowerCase(Locale.ROOT);
            return Arrays.stream(code.toLowerCase(Locale.ROOT).split("_"))
                    .filter(text::contains)
                    .count();
        }
    }

    private final Map<String, Titled> english = new HashMap<>();
    private final Map<String, Titled> chinese = new HashMap<>();

    /** Complains where {@code title}, that of {@code code}, is one that was added before. */
    void add(String code, YamlValue title) {
        String text = title.at("en").isText() ? title.at("en").text(ComplaintCode.MISSING_TEXT) : "";
        if (!add(english, new Titled(code, title.at("en"), text))) {
            add(chinese, new Titled(code, title.at("zh"), text));
        }
    }

    /** Whether it is told. */
    private static boolean add(Map<String, Titled> titles, Titled one) {
        if (!one.title.isText()) {
            return false;
        }
        Titled other = titles.putIfAbsent(one.title.text(ComplaintCode.MISSING_TEXT), one);
        if (other == null) {
            return false;
        }
        Titled copy = other.fit() < one.fit() ? other : one;
        copy.title.complain(
                ComplaintCode.DUPLICATE_NAME,
                "'" + one.title.text(ComplaintCode.MISSING_TEXT) + "' is the title of "
                        + (copy == one ? other : one).code + ", too.",
                "another title?");
        return true;
    }
}
