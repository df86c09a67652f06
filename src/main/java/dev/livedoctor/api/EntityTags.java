package dev.livedoctor.api;

import dev.livedoctor.reload.PackDirectory.Contents;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.codec.digest.DigestUtils;

/** Entity tags of rules: content hashes. */
final class EntityTags {
    private EntityTags() {}

    static EntityTag of(String text) {
        return new EntityTag(DigestUtils.sha256Hex(text));
    }

    /** The tag of a whole pack is its version. */
    static EntityTag of(SortedMap<String, String> files) {
        return new EntityTag(new Contents(files, List.of()).version());
    }
}
