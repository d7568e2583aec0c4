package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.AddressBlock;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Takes a trusted proxy's word on who asks and whether it was by HTTPS; everybody else's is left where it is. */
final class TrustedProxyValve extends ValveBase {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final List<AddressBlock> trusted;

    TrustedProxyValve(List<AddressBlock> trusted) {
        super(true);
        this.trusted = trusted;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isTrusted(request.getRemoteAddr())) {
            List<String> schemes = hops(request, "X-Forwarded-Proto");
            if (!schemes.isEmpty() && schemes.getLast().equalsIgnoreCase("https")) {
                request.setSecure(true);
                request.getCoyoteRequest().scheme().setString("https");
                if (request.getServerPort() == HTTP_PORT) {
                    request.getCoyoteRequest().setServerPort(HTTPS_PORT);
                }
            }
            String client = client(hops(request, "X-Forwarded-For"));
            if (client != null) {
                request.setRemoteAddr(client);
                request.setRemoteHost(client);
            }
        }
        getNext().invoke(request, response);
    }

    /** The last hop that no trusted proxy added on its own behalf; what stands left of it anybody could write. */
    private @Nullable String client(List<String> hops) {
        for (String hop : hops.reversed()) {
            if (!isTrusted(hop)) {
                return isAddress(hop) ? hop : null;
            }
        }
        return null;
    }

    /** A proxy adds to the line it got, or writes a line of its own below it: its own word is the last one. */
    private static List<String> hops(Request request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private boolean isTrusted(String address) {
        return isAddress(address) && trusted.stream().anyMatch(block -> block.contains(InetAddress.ofLiteral(address)));
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
