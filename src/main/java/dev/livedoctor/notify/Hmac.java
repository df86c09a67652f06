package dev.livedoctor.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures with a shared secret: HMAC with SHA-256. */
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String WEBHOOK_SECRET = "whsec_";

    private Hmac() {}

    /** The signature of {@code parts}, one after the other, in Base64. */
    static String base64(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256, and the key is not empty", e);
        }
    }

    /** The key in a secret of Standard Webhooks, which is Base64 after a prefix; any other text is the key itself. */
    static byte[] webhookKey(String secret) {
        if (secret.startsWith(WEBHOOK_SECRET)) {
            return Base64.getDecoder().decode(secret.substring(WEBHOOK_SECRET.length()));
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
