package dev.livedoctor.outbound;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which addresses may be called: public ones, and this machine where the destination says so by name. Whoever can make us call an
 * address must not reach what only we can reach: private networks, neighbours on the link, the cloud's metadata.
 */
public final class EgressPolicy {
    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F:.]+/\\d{1,3}");

    /** What the IANA registries of special-purpose addresses do not call globally reachable, multicast, and what each machine at Azure sees. */
    private static final List<IpSubnetFilterRule> SPECIAL = networks(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20"));

    private static final IpSubnetFilterRule GLOBAL_UNICAST = network("2000::/3");
    /** IPv4 addresses as networks without IPv4 see them. */
    private static final IpSubnetFilterRule TRANSLATED = network("64:ff9b::/96");

    private static final int IPV4_AT = 12;

    private final List<IpSubnetFilterRule> allowed;

    /**
     * A reach that has {@code allowed} networks besides, such as {@code 10.1.0.0/16}.
     *
     * @throws BadDestinationException where one of them is none
     */
    public EgressPolicy(Collection<String> allowed) {
        this.allowed = networks(allowed);
    }

    private static List<IpSubnetFilterRule> networks(Collection<String> texts) {
        return texts.stream().map(EgressPolicy::network).toList();
    }

    private static IpSubnetFilterRule network(String text) {
        // A name before the slash would be looked up, and no name at all is this machine.
        if (!NETWORK.matcher(text.strip()).matches()) {
            throw noNetwork(text);
        }
        try {
            return new IpSubnetFilterRule(text.strip(), IpFilterRuleType.REJECT);
        } catch (IllegalArgumentException e) {
            throw noNetwork(text);
        }
    }

    private static BadDestinationException noNetwork(String text) {
        return new BadDestinationException("'" + text + "' is not a network. Maybe 10.0.0.0/8?");
    }

    /**
     * The addresses of {@code destination}.
     *
     * @throws UnreachableException where it has none, or one that may not be called
     */
    List<InetAddress> resolve(Destination destination) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(destination.host());
        } catch (UnknownHostException e) {
            throw new UnreachableException("its name has no address", false);
        }
        for (InetAddress address : addresses) {
            if (!permits(destination, address)) {
                throw new UnreachableException(
                        "its address " + address.getHostAddress() + " is not one that may be called", true);
            }
        }
        return List.copyOf(Arrays.asList(addresses));
    }

    boolean permits(Destination destination, InetAddress address) {
        if (destination.isLocal()) {
            return address.isLoopbackAddress();
        }
        return within(allowed, address) || destination.isTls() && isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (within(SPECIAL, address)) {
            return false;
        }
        if (!(address instanceof Inet6Address)) {
            return true;
        }
        return within(List.of(GLOBAL_UNICAST), address)
                || within(List.of(TRANSLATED), address) && isPublic(translated(address));
    }

    private static InetAddress translated(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_AT, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean within(List<IpSubnetFilterRule> networks, InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }
}
