package dev.partyline.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.NumberSource;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBelongsToATrunk {
    private final TrunkDirectory directory = new TrunkDirectory(List.of(
            trunk("wide", "192.0.2.0/24", "2001:db8::/32"),
            trunk("narrow", "192.0.2.16/28", "2001:db8:1::/48"),
            trunk("one", "192.0.2.17", "2001:db8:1::7", "203.0.113.128/25"),
            trunk("registering")));

    private static TrunkSettings trunk(String name, String... addresses) {
        return new TrunkSettings(name, List.of(addresses), null, new NumberSource.RequestUri());
    }

    private String trunkOf(String source) {
        return directory
                .trunkOf(InetAddress.ofLiteral(source))
                .map(TrunkSettings::name)
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            192.0.2.1,        wide
            192.0.2.0,        wide
            192.0.2.255,      wide
            192.0.2.15,       wide
            192.0.2.16,       narrow
            192.0.2.31,       narrow
            192.0.2.32,       wide
            192.0.2.17,       one
            ::ffff:192.0.2.17, one
            192.0.3.0,        -
            192.0.1.255,      -
            203.0.113.127,    -
            203.0.113.128,    one
            203.0.113.255,    one
            2001:db8::1,      wide
            2001:db8:1::1,    narrow
            2001:db8:1::7,    one
            2001:db9::,       -
            ::1,              -
            127.0.0.1,        -
            """)
    void theSmallestBlockDecides(String source, String trunk) {
        assertEquals(trunk, trunkOf(source));
    }

    @Test
    void everyoneCanBeATrunk() {
        TrunkDirectory open = new TrunkDirectory(List.of(trunk("four", "0.0.0.0/0"), trunk("six", "::/0")));

        assertEquals(
                "four",
                open.trunkOf(InetAddress.ofLiteral("8.8.8.8")).orElseThrow().name());
        assertEquals(
                "six",
                open.trunkOf(InetAddress.ofLiteral("fe80::1")).orElseThrow().name());
    }

    @Test
    void aRegistrarBelongsToItsTrunkWhereverItMoves() {
        InetAddress first = InetAddress.ofLiteral("198.51.100.1");
        directory.registrarAt("registering", List.of(first, InetAddress.ofLiteral("192.0.2.1")));
        assertEquals("registering", trunkOf("198.51.100.1"));
        assertEquals("registering", trunkOf("192.0.2.1"));
        directory.registrarAt("registering", List.of(InetAddress.ofLiteral("198.51.100.2")));
        assertEquals("-", trunkOf("198.51.100.1"));
        assertEquals("registering", trunkOf("198.51.100.2"));
        assertEquals("wide", trunkOf("192.0.2.1"));
    }

    @Test
    void aNamedAddressGoesBeforeARegistrar() {
        directory.registrarAt("registering", List.of(InetAddress.ofLiteral("192.0.2.17")));

        assertEquals("one", trunkOf("192.0.2.17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pbx.example",
                "192.0.2",
                "192.0.2.1.1",
                "192.0.2.256",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2.0/24/24",
                "192.0.2.1/24",
                "192.0.2.0/x",
                "2001:db8::/129",
                "2001:db8::1/32",
                ":::",
                "1:2",
                "::ffff:192.0.2.0/120",
                "fe80::1%eth0",
                "[::1]",
                "0x7f.0.0.1",
                "*"
            })
    void anAddressThatMakesNoSenseIsNamedWithItsTrunk(String address) {
        List<TrunkSettings> trunks = List.of(trunk("pbx", address));
        String message = assertThrows(IllegalArgumentException.class, () -> new TrunkDirectory(trunks))
                .toString();

        assertTrue(message.contains("trunk \"pbx\": \"" + address + "\""), message);
    }

    @Test
    void twoTrunksDontShareABlockOrAName() {
        List<TrunkSettings> shared = List.of(trunk("a", "192.0.2.0/24"), trunk("b", "192.0.2.0/24"));
        List<TrunkSettings> named = List.of(trunk("a", "192.0.2.1"), trunk("a", "192.0.2.2"));

        assertThrows(IllegalArgumentException.class, () -> new TrunkDirectory(shared));
        assertThrows(IllegalArgumentException.class, () -> new TrunkDirectory(named));
        assertThrows(IllegalArgumentException.class, () -> directory.registrarAt("nobody", List.of()));
    }
}
