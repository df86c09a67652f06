package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the language that a client likes best. */
final class Languages {
    private Languages() {}

    /** The best of {@code acceptLanguage} (RFC 9110) that we speak; English where there is none. */
    static Language of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.equals("en")) {
            return Language.EN;
        }
        if (acceptLanguage.equals("zh-CN")) {
            return Language.ZH;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> range.getRange())
                    .filter(range -> speaks(range, "zh") || speaks(range, "en"))
                    .findFirst()
                    .map(range -> speaks(range, "zh") ? Language.ZH : Language.EN)
                    .orElse(Language.EN);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // A header that is none is no reason to refuse a diagnosis; the parser of Java 17 trips over a mere "-".
            return Language.EN;
        }
    }

    private static boolean speaks(String range, String language) {
        return range.equals(language) || range.startsWith(language + "-");
    }

    /** The tag for Content-Language. */
    static String tag(Language language) {
        return language == Language.ZH ? "zh-CN" : "en";
    }
}
