package dev.partyline.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.sip.TlsSettings;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** The bundles that SIP names, read at the start and again when they are renewed. */
class SipCertificatesAreBundles {
    private static final Map<String, String> CARRIER = Map.of(
            "partyline.trunks[0].name", "carrier",
            "partyline.trunks[0].registrar", "sip.example.net",
            "partyline.trunks[0].transport", "tls",
            "partyline.trunks[0].tls-bundle", "carrier-ca",
            "partyline.trunks[0].username", "u",
            "partyline.trunks[0].password", "p");

    private static TlsSettings read(Map<String, String> settings, DefaultSslBundleRegistry bundles) {
        return SipCertificates.read(GatewayProperties.read(settings::get), bundles);
    }

    private static SslBundle empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return SslBundle.of(SslStoreBundle.of(store, null, null));
    }

    @Test
    void withoutOneNothingListensAndNothingIsRead() {
        assertNull(read(Map.of(), new DefaultSslBundleRegistry()).ours());
    }

    @Test
    void oneThatIsMissingIsNamedWithItsSetting() {
        DefaultSslBundleRegistry none = new DefaultSslBundleRegistry();
        WrongSettingException wrong = assertThrows(WrongSettingException.class, () -> read(CARRIER, none));
        assertEquals("partyline.trunks[0].tls-bundle", wrong.key());
        Map<String, String> ours = Map.of("partyline.sip.tls.bundle", "sip");
        wrong = assertThrows(WrongSettingException.class, () -> read(ours, none));
        assertEquals("partyline.sip.tls.bundle", wrong.key());
    }

    @Test
    void renewedOneIsUsedForTheNextConnection() throws Exception {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        bundles.registerBundle("sip", empty());
        bundles.registerBundle("carrier-ca", empty());
        Map<String, String> settings = new HashMap<>(CARRIER);
        settings.put("partyline.sip.tls.bundle", "sip");
        TlsSettings tls = read(settings, bundles);
        Supplier<SSLContext> ours = Objects.requireNonNull(tls.ours());
        SSLContext before = ours.get();
        SSLContext carriers = tls.bundles().apply("carrier-ca");
        assertSame(before, ours.get());
        bundles.updateBundle("sip", empty());
        assertNotSame(before, ours.get());
        assertSame(carriers, tls.bundles().apply("carrier-ca"));
    }
}
