package dev.partyline.gateway.web;

import dev.partyline.gateway.admission.Doors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page that joins a channel, where there is one behind the link. */
@Controller
final class JoinController {
    private final Doors doors;
    private final WebAddress addresses;

    JoinController(Doors doors, WebAddress addresses) {
        this.doors = doors;
        this.addresses = addresses;
    }

    @GetMapping("/join/{channel}")
    String join(@PathVariable String channel, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (doors.find(channel).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "no-channel";
        }
        // Safari's 'self' holds no sockets, so the page's own are named.
        String base = addresses.base(request);
        String sockets = base.replaceFirst("^http", "ws");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                        + "media-src 'self' blob: mediastream:; connect-src 'self' " + sockets
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader(
                "Permissions-Policy",
                "microphone=(self), camera=(self), speaker-selection=(self), autoplay=(self), geolocation=()");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("channel", channel);
        if (!request.isSecure() && base.startsWith("https:")) {
            model.addAttribute("secureAddress", base + "/join/" + channel);
        }
        return "join";
    }
}
