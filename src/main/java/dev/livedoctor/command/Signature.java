package dev.livedoctor.command;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes signatures as platforms make them, and compares them so that the time it takes tells nothing. */
final class Signature {
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /** The HMAC-SHA256 of {@code parts}, one after the other. */
    static byte[] hmac(String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(utf8(secret), HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** The SHA-256 of {@code parts}, one after the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lets only {@code given} pass that is {@code expected}. */
    static void check(String expected, String given) {
        if (!MessageDigest.isEqual(utf8(expected), utf8(given))) {
            throw forged();
        }
    }

    static RefusedCallException forged() {
        return new RefusedCallException(Reason.FORGED, "The signature is not that of this call. Maybe another secret?");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
