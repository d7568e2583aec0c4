package dev.partyline.sip.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What SIP runs over here. */
public enum Protocol {
    UDP(5060),
    TCP(5060),
    TLS(5061);

    private final int defaultPort;

    Protocol(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The one that a {@code transport} parameter names (RFC 3261 section 19.1.1), in any case; null where it is none of ours. */
    public static @Nullable Protocol ofToken(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "udp" -> UDP;
            case "tcp" -> TCP;
            case "tls" -> TLS;
            default -> null;
        };
    }

    /** As in a {@code transport} parameter; a Via writes it in capitals, which is {@link #name}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where nothing names a port (RFC 3261 section 19.1.2). */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether messages come and go over connections, which do not lose them as long as they stand. */
    public boolean isConnection() {
        return this != UDP;
    }
}
