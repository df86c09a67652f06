package dev.livedoctor.command;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Signs as the platforms do. */
final class Signed {
    /** The first key pair of RFC 8032. */
    static final String DISCORD_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final String DISCORD_SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private Signed() {}

    static String slack(String secret, long timestamp, String body) {
        return "v0=" + new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex("v0:" + timestamp + ":" + body);
    }

    static String dingTalk(String secret, String timestamp) {
        return Base64.getEncoder()
                .encodeToString(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(timestamp + "\n" + secret));
    }

    static String feishu(String key, long timestamp, String nonce, String body) {
        return DigestUtils.sha256Hex(timestamp + nonce + key + body);
    }

    static String encrypted(String key, String event) {
        byte[] vector = new byte[16];
        new SecureRandom().nextBytes(vector);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(DigestUtils.sha256(key), "AES"),
                    new IvParameterSpec(vector));
            byte[] encrypted = cipher.doFinal(Signature.utf8(event));
            byte[] all = new byte[vector.length + encrypted.length];
            System.arraycopy(vector, 0, all, 0, vector.length);
            System.arraycopy(encrypted, 0, all, vector.length, encrypted.length);
            return "{\"encrypt\":\"" + Base64.getEncoder().encodeToString(all) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String discord(long timestamp, String body) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            HexFormat.of().parseHex("302e020100300506032b657004220420" + DISCORD_SEED))));
            signer.update(Signature.utf8(timestamp + body));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
