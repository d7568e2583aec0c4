package dev.partyline.sip;

import java.security.NoSuchAlgorithmException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * SIP over TLS. Keys and trust are asked for at each connection: a renewed certificate is used at once.
 *
 * @param port where it listens, if it does; 0 lets the system choose (tests)
 * @param ours with our certificate, for those who connect to us; null where nothing listens
 * @param bundles by the name that a trunk gives ({@link TrunkSettings#tlsBundle})
 */
public record TlsSettings(int port, @Nullable Supplier<SSLContext> ours, Function<String, SSLContext> bundles) {
    /** Nothing listens; trunks are verified against the authorities that this machine trusts. */
    public static TlsSettings outboundOnly() {
        return new TlsSettings(0, null, bundle -> {
            throw new IllegalArgumentException("no TLS bundle is named \"" + bundle + "\"");
        });
    }

    /** For whom we connect to: the trunk's bundle, or what this machine trusts. */
    SSLContext towards(@Nullable String bundle) {
        try {
            return bundle == null ? SSLContext.getDefault() : bundles.apply(bundle);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the machine's certificate authorities can't be read", e);
        }
    }
}
