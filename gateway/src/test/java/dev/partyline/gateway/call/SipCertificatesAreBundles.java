package dev.partyline.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.sip.TlsSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @TempDir
    private Path data;

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
    void oursHasToHaveAKeyAlsoWhenItIsRenewed() throws Exception {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        bundles.registerBundle("sip", empty());
        Map<String, String> ours = Map.of("partyline.sip.tls.bundle", "sip");
        WrongSettingException wrong = assertThrows(WrongSettingException.class, () -> read(ours, bundles));
        assertEquals("partyline.sip.tls.bundle", wrong.key());
        bundles.updateBundle("sip", withKey());
        Supplier<SSLContext> context =
                Objects.requireNonNull(read(ours, bundles).ours());
        SSLContext before = context.get();
        bundles.updateBundle("sip", empty());
        assertSame(before, context.get());
    }

    /** Made by the JDK's own tool: {@code java.security} can't make a certificate. */
    private SslBundle withKey() throws Exception {
        Path file = data.resolve("key-" + System.nanoTime() + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=sip",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertTrue(tool.waitFor(60, TimeUnit.SECONDS));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return SslBundle.of(SslStoreBundle.of(store, "changeit", null));
    }

    @Test
    void renewedOneIsUsedForTheNextConnection() throws Exception {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        bundles.registerBundle("sip", withKey());
        bundles.registerBundle("carrier-ca", empty());
        Map<String, String> settings = new HashMap<>(CARRIER);
        settings.put("partyline.sip.tls.bundle", "sip");
        TlsSettings tls = read(settings, bundles);
        Supplier<SSLContext> ours = Objects.requireNonNull(tls.ours());
        SSLContext before = ours.get();
        SSLContext carriers = tls.bundles().apply("carrier-ca");
        assertSame(before, ours.get());
        bundles.updateBundle("sip", withKey());
        assertNotSame(before, ours.get());
        assertSame(carriers, tls.bundles().apply("carrier-ca"));
    }
}
