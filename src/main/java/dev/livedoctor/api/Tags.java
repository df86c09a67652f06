package dev.livedoctor.api;

import dev.livedoctor.reload.Folder.Contents;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

/** Entity tags of rules: content hashes. */
final class Tags {
    private Tags() {}

    static EntityTag of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The tag of a whole pack is its version. */
    static EntityTag of(SortedMap<String, String> files) {
        return new EntityTag(new Contents(files, List.of()).version());
    }
}
