package dev.partyline.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.transport.TestNameServer.Srv;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SRV records of a real, if small, name server. {@code localhost} is the one name that every machine knows. */
@Timeout(60)
class ServersAreFoundByTheirDomain {
    private TestNameServer names;

    @BeforeEach
    void start() throws IOException {
        names = new TestNameServer();
    }

    @AfterEach
    void stop() {
        names.close();
    }

    private List<Integer> ports(String host, int port, Protocol protocol, long seed) throws Exception {
        return new ServerLookUp(names.url(), seed)
                .find(host, port, protocol).stream()
                        .map(InetSocketAddress::getPort)
                        .distinct()
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({"UDP, _sip._udp.", "TCP, _sip._tcp.", "TLS, _sips._tcp."})
    void mostPreferredFirst(Protocol protocol, String service) throws Exception {
        names.records.put(
                service + "example.net",
                List.of(
                        new Srv(20, 1, 5082, "localhost"),
                        new Srv(10, 1, 5081, "localhost"),
                        new Srv(30, 1, 5083, "localhost")));
        assertEquals(List.of(5081, 5082, 5083), ports("example.net", -1, protocol, 1));
    }

    @Test
    void weightDecidesAmongEqualsAndStaysDecided() throws Exception {
        names.records.put(
                "_sip._udp.example.net",
                List.of(new Srv(10, 90, 5081, "localhost"), new Srv(10, 10, 5082, "localhost")));
        int heavy = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<Integer> first = ports("example.net", -1, Protocol.UDP, seed);
            assertEquals(first, ports("example.net", -1, Protocol.UDP, seed));
            heavy += first.getFirst() == 5081 ? 1 : 0;
        }
        assertTrue(heavy > 160 && heavy < 198, heavy + " of 200");
    }

    @Test
    void withoutRecordsTheNameAtItsUsualPort() throws Exception {
        assertEquals(List.of(5060), ports("localhost", -1, Protocol.UDP, 1));
        assertEquals(List.of(5061), ports("localhost", -1, Protocol.TLS, 1));
        assertEquals(List.of("_sip._udp.localhost", "_sips._tcp.localhost"), List.copyOf(names.questions));
    }

    @Test
    void whoNamesAPortOrAnAddressAsksNobody() throws Exception {
        assertEquals(List.of(5070), ports("localhost", 5070, Protocol.UDP, 1));
        assertEquals(List.of(5060), ports("127.0.0.9", -1, Protocol.UDP, 1));
        assertEquals(List.of(), List.copyOf(names.questions));
    }

    @Test
    void oneWrongNameAmongThemIsPassedOver() throws Exception {
        names.records.put(
                "_sip._udp.example.net",
                List.of(new Srv(10, 1, 5081, "no-such-host.invalid"), new Srv(20, 1, 5082, "localhost")));
        assertEquals(List.of(5082), ports("example.net", -1, Protocol.UDP, 1));
    }

    @Test
    void nothingAnywhereIsAnError() {
        assertThrows(IOException.class, () -> ports("no-such-host.invalid", -1, Protocol.UDP, 1));
    }
}
