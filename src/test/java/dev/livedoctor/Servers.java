package dev.livedoctor;

import java.util.Optional;

/** Whether tests with real servers run. They are skipped where a server is not installed, unless LIVEDOCTOR_REQUIRE_SERVERS is set. */
public final class Servers {
    private Servers() {}

    /** Says {@code installed}; throws where {@code server} is missed and must not be. */
    public static boolean isInstalled(String server, boolean installed) {
        boolean required = Optional.ofNullable(System.getenv("LIVEDOCTOR_REQUIRE_SERVERS"))
                .filter(value -> !value.isEmpty())
                .isPresent();
        if (required && !installed) {
            throw new IllegalStateException(server + " is not installed, and LIVEDOCTOR_REQUIRE_SERVERS is set");
        }
        return installed;
    }
}
