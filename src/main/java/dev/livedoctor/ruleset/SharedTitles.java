package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Finds titles that two symptoms or causes share: nobody could tell them apart in a report, and sentences would mean either. */
final class SharedTitles {
    /** The title of {@code code}, and where it stands. */
    private record Titled(String code, Text title, Supplier<YamlValue> place) {

        /** How many words of the code the English title has: the copy of another title has few. */
        long fit() {
            String text = title.en().toLowerCase(Locale.ROOT);
            return Arrays.stream(code.toLowerCase(Locale.ROOT).split("_"))
                    .filter(text::contains)
                    .count();
        }
    }

    private final Map<String, Titled> english = new HashMap<>();
    private final Map<String, Titled> chinese = new HashMap<>();

    /**
     * Complains where {@code title}, that of {@code code}, is one that was added before.
     *
     * @param place of the title; asked where it is complained of
     */
    void add(String code, Text title, Supplier<YamlValue> place) {
        Titled one = new Titled(code, title, place);
        if (!add(english, title.en(), "en", one)) {
            add(chinese, title.zh(), "zh", one);
        }
    }

    /** Whether it is told. */
    private static boolean add(Map<String, Titled> titles, String title, String language, Titled one) {
        Titled other = title.isEmpty() ? null : titles.putIfAbsent(title, one);
        if (other == null) {
            return false;
        }
        Titled copy = other.fit() < one.fit() ? other : one;
        copy.place
                .get()
                .at(language)
                .complain(
                        ComplaintCode.DUPLICATE_NAME,
                        "'" + title + "' is the title of " + (copy == one ? other : one).code + ", too.",
                        "another title?");
        return true;
    }
}
