package dev.partyline.sip;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param bindAddress where SIP listens, and where phones' RTP is bound
 * @param port the port of UDP and TCP; 0 lets the system choose (tests)
 * @param advertisedAddress what Contact and SDP say instead of the bound address; null where they are the same
 * @param maxCalls calls at once; one more gets 503 with Retry-After
 * @param tls SIP over TLS
 * @param keepTraces how long the messages of calls are kept; zero for not at all
 * @param drainLimit how long calls may go on after {@link SipConnector#drain} before they are told and ended
 */
public record SipSettings(
        InetAddress bindAddress,
        int port,
        @Nullable InetAddress advertisedAddress,
        int maxCalls,
        Duration drainLimit,
        TlsSettings tls,
        Duration keepTraces) {
    /** Without TLS for those who call us. */
    public SipSettings(
            InetAddress bindAddress,
            int port,
            @Nullable InetAddress advertisedAddress,
            int maxCalls,
            Duration drainLimit) {
        this(
                bindAddress,
                port,
                advertisedAddress,
                maxCalls,
                drainLimit,
                TlsSettings.outboundOnly(),
                Duration.ofHours(1));
    }

    public SipSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a SIP port is 0 to 65535");
        }
        if (maxCalls < 1) {
            throw new IllegalArgumentException("at least one call must be allowed");
        }
    }
}
