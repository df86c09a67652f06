package dev.livedoctor.chat;

/** Lines in paragraphs. */
final class Lines {
    private final StringBuilder out = new StringBuilder(1_024);

    /** One more line. */
    void add(String line) {
        out.append(line).append('\n');
    }

    /** The first line of a new paragraph. */
    void paragraph(String line) {
        add("");
        add(line);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
