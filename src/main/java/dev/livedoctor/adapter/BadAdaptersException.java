package dev.livedoctor.adapter;

import java.util.List;

/** Sources that cannot be used as they are configured; the message says of each why. */
public final class BadAdaptersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadAdaptersException(List<String> complaints) {
        super(String.join(System.lineSeparator(), complaints));
    }
}
