package dev.livedoctor.chat;

/** Text of whatever origin, such as the name of a room, within prose: one line that shows what it holds and formats nothing. */
public enum SafeText {
    PLAIN(Markup.PLAIN),
    MARKDOWN(Markup.MARKDOWN);

    private final Markup markup;

    SafeText(Markup markup) {
        this.markup = markup;
    }

    /** {@code text} as it may stand in a line. */
    public String of(String text) {
        return markup.words(text);
    }
}
