package dev.partyline.gateway.editor;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.channel.ConferenceDraw;
import dev.partyline.gateway.invite.Invitations;
import dev.partyline.gateway.number.NumberRule;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.routing.RoutingTable;
import dev.partyline.gateway.web.WebAddress;
import dev.partyline.sip.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What callers meet in, and what a channel asks of them. */
@Controller
@RequestMapping("/admin/channels")
final class ChannelsController {
    private static final String CHANGED_MEANWHILE =
            "Somebody changed that channel meanwhile. Look at it again, then decide.";

    private final Routes routes;
    private final ChannelStore channels;
    private final Participants participants;
    private final WebAddress addresses;

    ChannelsController(Routes routes, ChannelStore channels, Participants participants, WebAddress addresses) {
        this.addresses = addresses;
        this.participants = participants;
        this.routes = routes;
        this.channels = channels;
    }

    record Row(
            UUID id,
            String name,
            String conferenceNumber,
            @Nullable Secret pin,
            boolean automatic,
            String numbers,
            int version) {
        static Row of(Channel channel, RoutingTable table) {
            List<String> numbers = table.rules().stream()
                    .filter(rule -> rule.channel().text().equals(channel.name()))
                    .map(NumberRule::numbers)
                    .toList();
            return new Row(
                    channel.id(),
                    channel.name(),
                    channel.conferenceNumber(),
                    channel.pin(),
                    channel.automatic(),
                    String.join(", ", numbers),
                    channel.version());
        }
    }

    @GetMapping
    String page(Model model) {
        return list(model, "", "");
    }

    @PostMapping
    String add(@RequestParam(required = false) @Nullable String name, Model model, RedirectAttributes flash) {
        String wanted = name == null ? "" : name.strip();
        if (!ChannelTemplate.isChannelName(wanted)) {
            return list(model, wanted, "A name has 1 to 63 lower-case letters, digits and hyphens.");
        }
        try {
            routes.change(() -> channels.create(wanted, false));
        } catch (DuplicateKeyException e) {
            return list(model, wanted, "There is a channel of this name already.");
        }
        flash.addFlashAttribute("done", "The channel " + wanted + " is there, with a random PIN.");
        return "redirect:/admin/channels";
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, HttpServletRequest request, Model model, RedirectAttributes flash) {
        return find(id) == null ? gone(flash) : show(request, model, id, "", "");
    }

    @PostMapping("/{id}/pin")
    String choosePin(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable String pin,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        String typed = pin == null ? "" : pin.strip();
        if (find(id) == null) {
            return gone(flash);
        }
        if (!typed.matches("[0-9]{6,12}")) {
            return show(request, model, id, typed, "A PIN has 6 to 12 digits.");
        }
        return setPin(
                id, version, new Secret(typed), "The PIN is changed, for every call that comes from now on.", flash);
    }

    @PostMapping("/{id}/random-pin")
    String randomPin(@PathVariable UUID id, @RequestParam int version, RedirectAttributes flash) {
        return setPin(id, version, ConferenceDraw.pin(), "The channel has a new random PIN.", flash);
    }

    @PostMapping("/{id}/open")
    String open(@PathVariable UUID id, @RequestParam int version, RedirectAttributes flash) {
        return setPin(id, version, null, "The channel is open: whoever dials its number is let in.", flash);
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable UUID id, @RequestParam int version, RedirectAttributes flash) {
        Channel channel = find(id);
        if (channel == null) {
            return gone(flash);
        }
        String numbers = Row.of(channel, routes.table()).numbers();
        if (!numbers.isEmpty()) {
            flash.addFlashAttribute(
                    "problem", numbers + " still leads to " + channel.name() + ". Change or delete that rule first.");
            return "redirect:/admin/channels/" + id;
        }
        int there = participants.count(channel.name());
        if (there > 0) {
            flash.addFlashAttribute(
                    "problem",
                    (there == 1 ? "Somebody is" : there + " people are") + " in " + channel.name()
                            + " now. Delete it when they are gone, or remove them first.");
            return "redirect:/admin/channels/" + id;
        }
        if (routes.change(() -> channels.delete(id, version))) {
            flash.addFlashAttribute("done", "The channel " + channel.name() + " is deleted.");
        } else {
            flash.addFlashAttribute("problem", CHANGED_MEANWHILE);
        }
        return "redirect:/admin/channels";
    }

    private String setPin(UUID id, int version, @Nullable Secret pin, String done, RedirectAttributes flash) {
        if (routes.change(() -> channels.setPin(id, version, pin))) {
            flash.addFlashAttribute("done", done);
        } else {
            flash.addFlashAttribute("problem", CHANGED_MEANWHILE);
        }
        return find(id) == null ? "redirect:/admin/channels" : "redirect:/admin/channels/" + id;
    }

    private @Nullable Channel find(UUID id) {
        return routes.table().channels().stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static String gone(RedirectAttributes flash) {
        flash.addFlashAttribute("problem", "That channel is no longer there.");
        return "redirect:/admin/channels";
    }

    private String list(Model model, String typed, String error) {
        RoutingTable table = routes.table();
        model.addAttribute(
                "channels", table.channels().stream().map(c -> Row.of(c, table)).toList());
        model.addAttribute("name", typed);
        model.addAttribute("error", error);
        return "channels";
    }

    private String show(HttpServletRequest request, Model model, UUID id, String typed, String error) {
        RoutingTable table = routes.table();
        Channel channel = find(id);
        if (channel == null) {
            return "redirect:/admin/channels";
        }
        model.addAttribute("channel", Row.of(channel, table));
        model.addAttribute("guestLink", Invitations.link(channel.name(), addresses.base(request)));
        model.addAttribute("typed", typed);
        model.addAttribute("error", error);
        return "channel";
    }
}
