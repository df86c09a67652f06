package dev.livedoctor.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A file of a pack as text, so that all of them travel alike: what is no text, a spreadsheet, becomes Base64. */
public final class PackFile {
    private PackFile() {}

    /** Whether the file at {@code path} is text as it is. */
    public static boolean isText(String path) {
        return !path.endsWith(".xlsx");
    }

    /** The text that stands for {@code bytes}. */
    public static String text(String path, byte[] bytes) {
        return isText(path)
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The bytes that {@code text} stands for.
     *
     * @throws IllegalArgumentException where it ought to be Base64 and is not
     */
    public static byte[] bytes(String path, String text) {
        return isText(path)
                ? text.getBytes(StandardCharsets.UTF_8)
                : Base64.getMimeDecoder().decode(text.strip());
    }

    /** The text behind the mark that some editors set before everything. */
    public static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
