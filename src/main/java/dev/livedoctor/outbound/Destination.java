package dev.livedoctor.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where something is posted to: https, or plain http on this machine or within an allowed network. It prints its host only, since paths hold secrets. */
public final class Destination {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final URI address;
    private final String host;

    private Destination(URI address) {
        this.address = address;
        this.host = host(address);
    }

    /**
     * The destination at {@code address}.
     *
     * @throws BadDestinationException where it is none
     */
    public static Destination of(String address) {
        return of(address, false);
    }

    /**
     * The destination at {@code address}.
     *
     * @param plain whether plain http may go to the private networks that are allowed, too; nothing secret must be sent there
     * @throws BadDestinationException where it is none
     */
    public static Destination of(String address, boolean plain) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            throw new BadDestinationException("The address is not a URL. Maybe a blank or a quote slipped in?");
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new BadDestinationException(
                    "The address is not a URL with a host. Maybe it should begin with https://?");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new BadDestinationException("The address names a user or a fragment, which no webhook has.");
        }
        Destination destination = new Destination(uri);
        if (!destination.isTls() && !destination.isLocal() && !plain) {
            throw new BadDestinationException(
                    "Plain http goes to this machine only. Maybe it should begin with https://?");
        }
        return destination;
    }

    private static String host(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** This destination with {@code query} appended to its query. */
    public Destination withQuery(String query) {
        String text = address.toString();
        return new Destination(URI.create(text + (address.getRawQuery() == null ? "?" : "&") + query));
    }

    /** Whether it is called over TLS. */
    boolean isTls() {
        return address.getScheme().equalsIgnoreCase("https");
    }

    /** Whether it names this machine. A name elsewhere that points here does not. */
    boolean isLocal() {
        return LOOPBACK.matcher(host).matches();
    }

    String host() {
        return host;
    }

    int port() {
        return address.getPort() > 0 ? address.getPort() : isTls() ? HTTPS : HTTP;
    }

    /** Path and query, as they are sent. */
    String requestUri() {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /** What of it must not be shown. */
    public Secrets secrets() {
        return Secrets.of(address);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Destination that && that.address.equals(address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.getScheme() + "://" + address.getRawAuthority() + "/…";
    }
}
