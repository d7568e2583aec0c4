package dev.partyline.gateway.signal;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.LoopbackHost;
import dev.partyline.gateway.web.MachineName;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Sockets are opened by our own pages (RFC 6455 section 10.2), by those of other origins that the settings name, or by programs,
 * which have no Origin to send. Ours are those of the public URL, and those that came from where the socket is asked
 * for. The latter is no proof by itself: some page may have made the browser's resolver point its own name here. So it
 * has to be a host that nobody makes point here: loopback, an address, and, where no public URL says who we are, this
 * machine's name, or any name that a certificate proved.
 */
@Component
final class SameOrigin implements HandshakeInterceptor {
    private final @Nullable URI publicUrl;
    private final List<String> others;
    private final String machine = MachineName.known().orElse("localhost");

    SameOrigin(GatewayProperties properties) {
        publicUrl = properties.publicUrl();
        others = properties.http().corsOrigins();
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        List<String> origins = request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN);
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        boolean secure = request instanceof ServletServerHttpRequest servlet
                && servlet.getServletRequest().isSecure();
        if (origins.isEmpty() || (origins.size() == 1 && mayCome(origins.getFirst(), host, secure))) {
            return true;
        }
        response.setStatusCode(HttpStatus.FORBIDDEN);
        return false;
    }

    private boolean mayCome(String origin, @Nullable String host, boolean secure) {
        if (others.contains(origin)) {
            return true;
        }
        URI from = url(origin);
        if (from == null) {
            return false;
        }
        if (publicUrl != null
                && from.getScheme().equals(publicUrl.getScheme())
                && place(from).equals(place(publicUrl))) {
            return true;
        }
        URI asked = url(from.getScheme() + "://" + host);
        return asked != null && place(from).equals(place(asked)) && isSurelyUs(from.getHost(), secure);
    }

    private boolean isSurelyUs(String host, boolean secure) {
        return LoopbackHost.is(host)
                || isAddress(host)
                || (publicUrl == null && (secure || host.equalsIgnoreCase(machine)));
    }

    /** What no resolver is asked for. */
    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    /** Null where it is no URL of the web. */
    private static @Nullable URI url(String text) {
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return web && url.getHost() != null ? url : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String place(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
