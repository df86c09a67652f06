package dev.livedoctor.notify;

import java.util.List;

/** Targets that cannot be what they are configured to be. The message says everything that is wrong, and no secret. */
public final class BadTargetsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTargetsException(List<String> complaints) {
        super(String.join("\n", complaints));
    }
}
