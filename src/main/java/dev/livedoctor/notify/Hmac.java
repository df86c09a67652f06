package dev.livedoctor.notify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Signatures with a shared secret: HMAC with SHA-256. */
public final class Hmac {
    private static final String WEBHOOK_SECRET = "whsec_";

    private Hmac() {}

    /** The signature of {@code parts}, one after the other. */
    public static byte[] of(byte[] key, byte[]... parts) {
        Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The signature of {@code parts}, one after the other, in Base64. */
    static String base64(byte[] key, byte[]... parts) {
        return Base64.getEncoder().encodeToString(of(key, parts));
    }

    /** The key in a secret of Standard Webhooks, which is Base64 after a prefix; any other text is the key itself. */
    static byte[] webhookKey(String secret) {
        if (secret.startsWith(WEBHOOK_SECRET)) {
            return Base64.getDecoder().decode(secret.substring(WEBHOOK_SECRET.length()));
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
