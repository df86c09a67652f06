package dev.livedoctor.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What only this machine reaches. */
final class Loopback {
    private static final Pattern LITERAL = Pattern.compile("127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final String NAME = "localhost";

    private Loopback() {}

    /** Whether a service that listens on {@code host} is reached from this machine only. */
    static boolean listens(String host) {
        try {
            return !host.isEmpty()
                    && Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether a client on this machine calls us {@code host}. A web page elsewhere can have its own name point to this machine, but cannot
     * make the browser say another name.
     */
    static boolean names(String host) {
        return host.equalsIgnoreCase(NAME) || LITERAL.matcher(host).matches();
    }
}
