package dev.partyline.gateway.security;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Why there is no login here; reached by a forward alone. */
@Controller
final class InsecureController {
    static final String PATH = "/insecure";

    @RequestMapping(PATH)
    String insecure() {
        return "insecure";
    }
}
