package dev.partyline.gateway.web;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.security.SecureAccess;
import dev.partyline.gateway.settings.GatewayProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page for whoever comes by. */
@Controller
final class StartController {
    private final GatewayProperties properties;
    private final Telephony telephony;
    private final WebAddress webAddress;

    StartController(GatewayProperties properties, Telephony telephony, WebAddress webAddress) {
        this.properties = properties;
        this.telephony = telephony;
        this.webAddress = webAddress;
    }

    @GetMapping("/")
    String start(HttpServletRequest request, Model model) {
        model.addAttribute("sipAt", webAddress.host(properties.sip().bindAddress()) + ":" + telephony.sipPort());
        model.addAttribute("insecure", !SecureAccess.isSecure(request));
        return "start";
    }

    @GetMapping("/admin")
    String admin() {
        return "redirect:/admin/calls";
    }
}
