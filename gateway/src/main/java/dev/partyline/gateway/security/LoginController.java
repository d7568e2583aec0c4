package dev.partyline.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
final class LoginController {
    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        String message = "";
        if (request.getParameter("wrong") != null) {
            message = "Name or password is wrong.";
        } else if (request.getParameter("wait") != null) {
            message = "Too many attempts. Wait half a minute, then try again.";
        } else if (request.getParameter("unavailable") != null) {
            message = "The database does not answer, so no password can be checked. Calls go on meanwhile.";
        }
        String note = "";
        if (request.getParameter("out") != null) {
            note = "You are logged out.";
        } else if (request.getParameter("changed") != null) {
            note = "Your password is set. Log in with it.";
        }
        model.addAttribute("message", message);
        model.addAttribute("note", note);
        return "login";
    }
}
