package dev.livedoctor.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A key as it is kept.
 *
 * @param id the name by which logs and lists know it
 * @param hash of its {@link Secret}
 * @param roles what its holder may do
 * @param expires when it stops to be good
 * @param comment for people; may be empty
 */
public record ApiKey(String id, String hash, SortedSet<String> roles, Optional<Instant> expires, String comment) {

    /**
     * A key for {@code secret}.
     *
     * @param expires a day or an instant
     * @throws BadKeysException where a file would be refused that says so
     */
    public static ApiKey of(String id, Secret secret, List<String> roles, Optional<String> expires, String comment) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", id);
        fields.put("hash", secret.hash());
        fields.put("roles", roles);
        fields.put("comment", comment);
        expires.ifPresent(when -> fields.put("expires", when));
        return new KeyEntry("the new key", fields).key();
    }

    /** Compares in constant time. */
    boolean matches(String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether it was good once. */
    public boolean expired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }
}
