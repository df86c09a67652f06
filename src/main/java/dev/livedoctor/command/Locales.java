package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import java.util.Locale;
import java.util.Optional;

/** Guesses the language of the answer if the command does not tell it. */
final class Locales {
    private Locales() {}

    /** The language of {@code locale}, as a platform names that of a user; where it does not, what is {@code configured}. */
    static Language language(String locale, Optional<Language> configured) {
        if (locale.isEmpty()) {
            return configured.orElse(Language.EN);
        }
        return locale.toLowerCase(Locale.ROOT).startsWith("zh") ? Language.ZH : Language.EN;
    }
}
