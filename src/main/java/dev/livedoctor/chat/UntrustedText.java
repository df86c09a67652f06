package dev.livedoctor.chat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What clients said, for programs that hand it on to chats that we do not know. It mentions and formats nothing there: what could, is
 * replaced by characters that look like it.
 */
public final class UntrustedText {
    private static final String MARKS = "<>@[]`*|~\\";
    private static final int DIGEST_BYTES = 4;

    private UntrustedText() {}

    /** Words on one line. */
    public static String words(String text) {
        return Markup.DINGTALK.words(text);
    }

    /**
     * A name of {@code most} characters, and where it was changed a number, which no other name has that looks the same then. Names of
     * letters, digits and usual signs remain what they are.
     */
    public static String name(String text, int most) {
        String name = Homoglyphs.unschemed(Homoglyphs.of(SafeLine.of(text, most), MARKS));
        return name.equals(text) ? text : name + " #" + digest(text);
    }

    private static String digest(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
