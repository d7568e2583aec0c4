package dev.partyline.gateway.call;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.sip.TlsSettings;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The bundles of {@code spring.ssl.bundle} that SIP names, each as a context that is made anew when its files are renewed
 * ({@code reload-on-update}). All of them are read at the start: a wrong one ends it with one line.
 */
final class SipCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(SipCertificates.class);

    private final SslBundles bundles;
    private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();
    private final Set<String> needsKey = ConcurrentHashMap.newKeySet();

    private SipCertificates(SslBundles bundles) {
        this.bundles = bundles;
    }

    static TlsSettings read(GatewayProperties properties, SslBundles bundles) {
        SipCertificates certificates = new SipCertificates(bundles);
        List<GatewayProperties.Trunk> trunks = properties.trunks();
        for (int n = 0; n < trunks.size(); n++) {
            String named = trunks.get(n).sip().tlsBundle();
            if (named != null) {
                certificates.load("partyline.trunks[" + n + "].tls-bundle", named);
            }
        }
        String ours = properties.sip().tls().bundle();
        if (ours != null) {
            certificates.load("partyline.sip.tls.bundle", ours);
            certificates.needKey("partyline.sip.tls.bundle", ours);
        }
        return new TlsSettings(
                properties.sip().tls().port(),
                ours == null ? null : () -> certificates.context(ours),
                certificates::context);
    }

    private SSLContext context(String name) {
        return Objects.requireNonNull(contexts.get(name));
    }

    private void load(String key, String name) {
        try {
            contexts.put(name, bundles.getBundle(name).createSslContext());
            bundles.addBundleUpdateHandler(name, renewed -> renew(name, renewed));
        } catch (NoSuchSslBundleException e) {
            throw new WrongSettingException(
                    key,
                    "names " + name + ", but there is no spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks."
                            + name);
        } catch (RuntimeException e) {
            throw new WrongSettingException(key, "the bundle " + name + " can't be used: " + root(e));
        }
    }

    /** Whoever listens has to show a certificate: better no start than a port at which every handshake fails. */
    private void needKey(String key, String name) {
        if (!hasKey(bundles.getBundle(name))) {
            throw new WrongSettingException(
                    key,
                    "the bundle " + name + " has no private key; write its keystore, with the certificate and its key");
        }
        needsKey.add(name);
    }

    private static boolean hasKey(SslBundle bundle) {
        try {
            KeyStore store = bundle.getStores().getKeyStore();
            if (store != null) {
                for (String alias : Collections.list(store.aliases())) {
                    if (store.isKeyEntry(alias)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (KeyStoreException e) {
            return false;
        }
    }

    /** What was good stays in use while what replaces it is not. */
    private void renew(String name, SslBundle renewed) {
        try {
            if (needsKey.contains(name) && !hasKey(renewed)) {
                throw new IllegalStateException("there is no private key");
            }
            contexts.put(name, renewed.createSslContext());
            LOG.info("SIP uses the renewed certificates of {}", name);
        } catch (RuntimeException e) {
            LOG.warn("The renewed certificates of {} can't be used, the old ones stay: {}", name, root(e));
        }
    }

    private static @Nullable String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
