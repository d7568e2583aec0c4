package dev.partyline.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Http;
import dev.partyline.gateway.settings.GatewayProperties.Media;
import dev.partyline.gateway.settings.GatewayProperties.Sip;
import dev.partyline.gateway.settings.GatewayProperties.Tls;
import dev.partyline.media.PortRange;
import dev.partyline.media.prompt.Language;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TheBannersAddressOpensInABrowser {
    private static String browse(String address, boolean https, @Nullable String publicUrl) {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        return new WebAddress(new GatewayProperties(
                        new Http(InetAddress.ofLiteral(address), 8443, loopback, 8081, List.of(), List.of(), https),
                        new Sip(loopback, 5060, null, new Tls(null, 5061)),
                        new Media(1, new PortRange(20000, 20099), true, loopback, 10000, List.of()),
                        publicUrl == null ? null : URI.create(publicUrl),
                        Path.of("data"),
                        null,
                        false,
                        null,
                        500,
                        500,
                        Duration.ofMinutes(30),
                        Duration.ofHours(24),
                        Language.ENGLISH,
                        null,
                        List.of()))
                .browse(8443);
    }

    @Test
    void httpsOnEveryAddressIsByTheMachinesName() {
        String name = MachineName.known().orElse("127.0.0.1");
        assertEquals("https://" + name + ":8443/", browse("0.0.0.0", true, null));
        assertEquals("https://" + name + ":8443/", browse("::", true, null));
    }

    @Test
    void anAddressThatWasNamedIsKept() {
        assertEquals("https://192.0.2.10:8443/", browse("192.0.2.10", true, null));
        assertEquals("https://calls.example/", browse("0.0.0.0", true, "https://calls.example"));
    }

    /** Where passwords are taken without HTTPS: on the machine itself. */
    @Test
    void plainHttpIsByLoopback() {
        assertEquals("http://127.0.0.1:8443/", browse("0.0.0.0", false, null));
    }
}
