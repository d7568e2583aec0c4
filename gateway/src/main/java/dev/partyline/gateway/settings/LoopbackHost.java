package dev.partyline.gateway.settings;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The hosts of a URL by which a browser means the machine that it runs on itself. */
public final class LoopbackHost {
    private LoopbackHost() {}

    public static boolean is(@Nullable String host) {
        if (host == null || host.equalsIgnoreCase("localhost")) {
            return host != null;
        }
        try {
            // A URL has an IPv6 address in brackets (RFC 3986 section 3.2.2).
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
