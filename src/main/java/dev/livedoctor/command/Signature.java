package dev.livedoctor.command;

import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.notify.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Makes signatures as platforms make them, and compares them so that the time it takes tells nothing. */
final class Signature {
    private Signature() {}

    /** The HMAC-SHA256 of {@code parts}, one after the other. */
    static byte[] hmac(String secret, byte[]... parts) {
        return Hmac.of(utf8(secret), parts);
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
