package dev.partyline.gateway.invite;

import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import dev.partyline.gateway.web.WebAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Draws up links for hosts. */
@Controller
final class InviteController {
    private static final Duration LIFE = Duration.ofHours(24);

    private final Routes routes;
    private final Tokens tokens;
    private final WebAddress addresses;

    InviteController(Routes routes, Tokens tokens, WebAddress addresses) {
        this.routes = routes;
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /** The token stands behind the #, which no browser sends, so it is in no log. */
    @PostMapping("/admin/channels/{id}/host-link")
    String hostLink(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        Optional<Channel> channel = routes.table().channels().stream()
                .filter(c -> c.id().equals(id))
                .findFirst();
        if (channel.isEmpty()) {
            flash.addFlashAttribute("problem", "That channel is no longer there.");
            return "redirect:/admin/channels";
        }
        String name = channel.get().name();
        Instant now = Instant.now();
        String token =
                tokens.sign(new Pass("host-" + UUID.randomUUID(), null, List.of(name), Role.HOST, now.plus(LIFE)), now);
        flash.addFlashAttribute("hostLink", Invitations.link(name, addresses.base(request)) + "#token=" + token);
        return "redirect:/admin/channels/" + id;
    }
}
