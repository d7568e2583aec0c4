package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.LoopbackHost;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/**
 * Whether nobody between browser and bridge can read along: HTTPS, or a browser on this very machine. A forwarding
 * header means that there is a proxy which is not trusted (for a trusted one the request is secure already), and a
 * foreign name in Host means that some page made the browser's resolver point here.
 */
public final class SecureAccess {
    private SecureAccess() {}

    public static boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        boolean forwarded = Stream.of(
                        "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")
                .anyMatch(header -> request.getHeader(header) != null);
        return !forwarded
                && LoopbackHost.is(request.getRemoteAddr())
                && LoopbackHost.is(request.getLocalAddr())
                && LoopbackHost.is(request.getServerName());
    }
}
