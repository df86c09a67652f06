package dev.livedoctor.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called, and what is shown of it. */
class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com/",
                "http://10.0.0.1/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https:///no-host",
                "https://user:secret-word@example.com/",
                "https://example.com/#secret-word",
                "https://exa mple.com/secret-word",
                "example.com/secret-word",
                ""
            })
    void areNoDestinations(String address) {
        BadDestinationException bad = assertThrows(BadDestinationException.class, () -> Destination.of(address));
        assertFalse(bad.getMessage().contains("secret-word"), bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/services/T00/B00/secret-word",
                "HTTPS://Hooks.Slack.com/services/T00/B00/secret-word",
                "http://localhost:8080/secret-word",
                "http://127.0.0.1:8080/secret-word",
                "http://[::1]:8080/secret-word",
                "  https://oapi.dingtalk.com/robot/send?access_token=secret-word\n"
            })
    void areDestinationsThatKeepTheirSecret(String address) {
        Destination destination = Destination.of(address);
        assertFalse(destination.toString().contains("secret-word"), destination::toString);
        assertEquals("no …!", destination.secrets().redact("no secret-word!"));
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.215.14, true",
        "8.8.8.8, true",
        "172.15.255.255, true",
        "172.32.0.1, true",
        "100.128.0.1, true",
        "10.0.0.1, false",
        "172.16.0.1, false",
        "172.31.255.255, false",
        "192.168.1.1, false",
        "127.0.0.1, false",
        "0.0.0.0, false",
        "169.254.169.254, false",
        "100.100.100.200, false",
        "192.0.0.192, false",
        "198.18.0.1, false",
        "203.0.113.9, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "2606:4700::1111, true",
        "2a00:1450:4001:800::200e, true",
        "::1, false",
        "::, false",
        "::ffff:10.0.0.1, false",
        "::ffff:169.254.169.254, false",
        "::10.0.0.1, false",
        "64:ff9b::8.8.8.8, true",
        "64:ff9b::169.254.169.254, false",
        "64:ff9b:1::8.8.8.8, false",
        "fe80::1, false",
        "fd00:ec2::254, false",
        "fc00::1, false",
        "2001:db8::1, false",
        "2001::1, false",
        "2002:a00:1::1, false",
        "ff02::1, false",
        "4000::1, false"
    })
    void onlyPublicAddressesAreCalled(String address, boolean permitted) throws UnknownHostException {
        Destination elsewhere = Destination.of("https://example.com/");
        assertEquals(permitted, new EgressPolicy(List.of()).permits(elsewhere, InetAddress.getByName(address)));
    }

    @Test
    void whatIsAllowedIsCalled() throws UnknownHostException {
        EgressPolicy egress = new EgressPolicy(List.of("10.1.0.0/16", "fd00::/8"));
        Destination inside = Destination.of("https://alerts.example.internal/");
        assertTrue(egress.permits(inside, InetAddress.getByName("10.1.2.3")));
        assertTrue(egress.permits(inside, InetAddress.getByName("fd12::1")));
        assertFalse(egress.permits(inside, InetAddress.getByName("10.2.0.1")));
        // Plain http goes there where that is wanted, and to no public address.
        Destination plain = Destination.of("http://prometheus.monitoring:9090/", true);
        assertTrue(egress.permits(plain, InetAddress.getByName("10.1.2.3")));
        assertFalse(egress.permits(plain, InetAddress.getByName("10.2.0.1")));
        assertFalse(egress.permits(plain, InetAddress.getByName("93.184.215.14")));
    }

    @Test
    void thisMachineIsCalledByItsOwnNameOnly() throws UnknownHostException {
        EgressPolicy egress = new EgressPolicy(List.of());
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        assertTrue(egress.permits(Destination.of("http://localhost/"), loopback));
        assertFalse(egress.permits(Destination.of("https://rebound.example.com/"), loopback));
        assertFalse(egress.permits(Destination.of("http://localhost/"), InetAddress.getByName("8.8.8.8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "example.com/8", "ten/8", "/8", ""})
    void areNoNetworks(String network) {
        assertThrows(BadDestinationException.class, () -> new EgressPolicy(List.of(network)));
    }

    @Test
    void wordsAreNoSecrets() {
        Destination slack = Destination.of("https://hooks.slack.com/services/T0123456789/secret-word");
        assertEquals("no services at …", slack.secrets().redact("no services at T0123456789"));
    }
}
