package dev.partyline.gateway.web;

import dev.partyline.gateway.settings.GatewayProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** How browsers reach the pages. */
@Component
public final class WebAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    private final GatewayProperties properties;

    WebAddress(GatewayProperties properties) {
        this.properties = properties;
    }

    /** Whether browsers come by HTTPS: to this server, or to a trusted proxy in front of it. */
    public boolean https() {
        URI url = properties.publicUrl();
        return properties.http().https()
                || (!properties.http().trustedProxies().isEmpty() && url != null && "https".equals(url.getScheme()));
    }

    /** Whether other machines can reach the pages while nothing makes them secure. */
    public boolean plainAndReachable() {
        return !properties.http().address().isLoopbackAddress() && !https();
    }

    /** The address to type into a browser, with a slash at the end. */
    public String browse(int port) {
        URI url = properties.publicUrl();
        if (url != null) {
            return url.toString().endsWith("/") ? url.toString() : url + "/";
        }
        InetAddress bound = properties.http().address();
        if (!properties.http().https()) {
            return "http://" + host(bound) + ":" + port + "/";
        }
        // A certificate is for a name, never for loopback.
        String host = bound.isAnyLocalAddress() ? MachineName.known().orElseGet(() -> host(bound)) : host(bound);
        return "https://" + host + ":" + port + "/";
    }

    /** The public URL, or else how this request came, without a slash at the end. */
    public String base(HttpServletRequest request) {
        URI url = properties.publicUrl();
        if (url != null) {
            return url.toString().replaceFirst("/$", "");
        }
        String host = request.getHeader("Host");
        return (request.isSecure() ? "https://" : "http://")
                + (host != null && HOST.matcher(host).matches()
                        ? host
                        : host(properties.http().address()));
    }

    public String host(InetAddress bound) {
        if (bound.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return bound instanceof Inet6Address ? "[" + bound.getHostAddress() + "]" : bound.getHostAddress();
    }
}
