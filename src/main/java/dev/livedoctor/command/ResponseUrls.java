package dev.livedoctor.command;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses of answers are the platform's own; nothing is sent to any other, even if the call is signed. */
record ResponseUrls(Set<String> origins) {

    /** The address, where it is one of these. */
    Optional<String> admit(String address) {
        try {
            URI uri = URI.create(address);
            boolean known = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && origins.contains((uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT));
            return known ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
