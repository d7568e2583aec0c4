package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.GatewayProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Why there is no login here; reached by a forward alone. */
@Controller
final class InsecureController {
    static final String PATH = "/insecure";

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int USUAL_PORT = 8080;

    private final GatewayProperties properties;

    InsecureController(GatewayProperties properties) {
        this.properties = properties;
    }

    /** A tunnel ends at loopback, where a server that is bound to one network card does not listen. */
    @RequestMapping(PATH)
    String insecure(HttpServletRequest request, Model model) {
        InetAddress bound = properties.http().address();
        if (bound.isAnyLocalAddress() || bound.isLoopbackAddress()) {
            int port = request.getLocalPort();
            String loopback = bound instanceof Inet6Address && !bound.isAnyLocalAddress() ? "[::1]" : "127.0.0.1";
            model.addAttribute("tunnelTo", loopback + ":" + port);
            model.addAttribute("tunnelFrom", port < FIRST_UNPRIVILEGED_PORT ? USUAL_PORT : port);
        }
        return "insecure";
    }
}
