package dev.livedoctor.command;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads what Feishu encrypted: AES-256 in CBC mode, the initial vector first, under the SHA-256 of the encrypt key. */
record FeishuCipher(SecretKeySpec key) {
    private static final int VECTOR = 16;

    FeishuCipher(String encryptKey) {
        this(new SecretKeySpec(DigestUtils.sha256(encryptKey), "AES"));
    }

    byte[] decrypt(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length > VECTOR) {
                Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(bytes, 0, VECTOR));
                return cipher.doFinal(bytes, VECTOR, bytes.length - VECTOR);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // What exactly is wrong with it would help only who guesses.
        }
        throw new RefusedCallException(
                Reason.FORGED,
                "The event is not encrypted with the key that is known here. Maybe another encrypt key?");
    }
}
