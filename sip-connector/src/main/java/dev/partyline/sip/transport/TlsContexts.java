package dev.partyline.sip.transport;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where keys and trust for SIP over TLS come from, asked at each connection: a renewed certificate is used at once. */
public interface TlsContexts {
    /**
     * A server that is connected to.
     *
     * @param name what its certificate has to be for: a host's name, which is sent to it too (SNI), or a literal address
     */
    record Server(String name, SSLContext context) {}

    /** With our certificate, for whoever connects to us; null where nothing listens. */
    @Nullable
    SSLContext ours();

    Server server(InetSocketAddress remote);
}
