package dev.partyline.gateway.security;

import dev.partyline.sip.Secret;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The administrator chooses a password; with the one-time one, that is all he can do. */
@Controller
final class PasswordController {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private final Administrator administrator;
    private final AccountStore accounts;
    private final PasswordEncoder encoder;
    private final SessionRegistry sessions;

    PasswordController(
            Administrator administrator, AccountStore accounts, PasswordEncoder encoder, SessionRegistry sessions) {
        this.sessions = sessions;
        this.administrator = administrator;
        this.accounts = accounts;
        this.encoder = encoder;
    }

    @GetMapping("/admin/password")
    String page(HttpServletRequest request, Model model) {
        return show(request, model, "");
    }

    @PostMapping("/admin/password")
    String choose(@RequestParam String password, @RequestParam String again, HttpServletRequest request, Model model)
            throws ServletException {
        if (administrator.isConfigured()) {
            return show(request, model, "");
        }
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return show(request, model, "A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (!password.equals(again)) {
            return show(request, model, "The two passwords differ.");
        }
        boolean same = accounts.find()
                .map(account -> encoder.matches(password, account.passwordHash().value()))
                .orElse(false);
        if (same) {
            return show(request, model, "That is the present password; choose another one.");
        }
        accounts.save(new AccountStore.Account(new Secret(encoder.encode(password)), false));
        // Whoever logged in by the old password is out, here and elsewhere.
        sessions.getAllPrincipals().stream()
                .flatMap(who -> sessions.getAllSessions(who, false).stream())
                .forEach(SessionInformation::expireNow);
        request.logout();
        return "redirect:/login?changed";
    }

    private String show(HttpServletRequest request, Model model, String error) {
        model.addAttribute("error", error);
        model.addAttribute("oneTime", !hasAdmin(request));
        model.addAttribute("configured", administrator.isConfigured());
        return "password";
    }

    private static boolean hasAdmin(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication who
                && who.getAuthorities().stream()
                        .anyMatch(authority -> Administrator.ADMIN.equals(authority.getAuthority()));
    }
}
