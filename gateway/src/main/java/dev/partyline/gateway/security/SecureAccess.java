package dev.partyline.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether nobody between browser and bridge can read along: HTTPS, or a browser on this very machine. A forwarding
 * header means that there is a proxy which is not trusted (for a trusted one the request is secure already), and a
 * foreign name in Host means that some page made the browser's resolver point here.
 */
public final class SecureAccess {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private SecureAccess() {}

    public static boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        boolean forwarded = Stream.of(
                        "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")
                .anyMatch(header -> request.getHeader(header) != null);
        return !forwarded
                && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && (LOOPBACK_NAMES.contains(request.getServerName()) || isLoopback(request.getServerName()));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
