package dev.livedoctor.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** The text of an API key: 256 random bits after a prefix by which scanners of leaked secrets know it. It never prints itself. */
public final class Secret {
    /** What every key begins with. */
    static final String PREFIX = "ldk_";

    private static final String ALGORITHM = "sha256:";
    private static final int BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** A new random key. */
    public static Secret generate() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** A key that a caller presents. */
    static Secret of(String text) {
        return new Secret(text);
    }

    /** What is shown once. */
    public String reveal() {
        return text;
    }

    /** What is kept. One round of SHA-256 suffices, since nobody guesses 256 random bits. */
    public String hash() {
        return ALGORITHM + DigestUtils.sha256Hex(text);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
