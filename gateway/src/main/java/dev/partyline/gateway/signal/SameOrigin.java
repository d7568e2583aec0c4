package dev.partyline.gateway.signal;

import dev.partyline.gateway.settings.GatewayProperties;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Sockets are opened by our own pages (RFC 6455 section 10.2), or by programs, which have no Origin to send. Ours are those
 * of the public URL, and of whatever address the socket itself was asked from.
 */
@Component
final class SameOrigin implements HandshakeInterceptor {
    private final @Nullable URI publicUrl;

    SameOrigin(GatewayProperties properties) {
        publicUrl = properties.publicUrl();
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        List<String> origins = request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN);
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        if (origins.isEmpty() || (origins.size() == 1 && isOurs(origins.getFirst(), host))) {
            return true;
        }
        response.setStatusCode(HttpStatus.FORBIDDEN);
        return false;
    }

    boolean isOurs(String origin, @Nullable String host) {
        URI from;
        try {
            from = URI.create(origin);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String scheme = from.getScheme();
        boolean web = "https".equals(scheme) || "http".equals(scheme);
        if (!web || from.getHost() == null) {
            return false;
        }
        if (publicUrl != null
                && scheme.equals(publicUrl.getScheme())
                && place(from).equals(place(publicUrl))) {
            return true;
        }
        if (host == null) {
            return false;
        }
        try {
            return place(from).equals(place(URI.create(scheme + "://" + host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String place(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return (url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT)) + ":" + port;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
