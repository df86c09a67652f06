package dev.livedoctor.diagnosis;

/**
 * Words for people in the languages of the product.
 *
 * @param en English
 * @param zh simplified Chinese
 */
public record Text(String en, String zh) {

    /** The words in {@code language}. */
    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }
}
