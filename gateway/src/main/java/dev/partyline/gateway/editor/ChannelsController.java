package dev.partyline.gateway.editor;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelOptions;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.channel.ConferenceDraw;
import dev.partyline.gateway.invite.Invitations;
import dev.partyline.gateway.number.NumberRule;
import dev.partyline.gateway.pin.ChannelPins;
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
            @Nullable Secret hostPin,
            @Nullable Integer mostGuests,
            boolean chimes,
            boolean waitsForHost,
            boolean endsWithHost,
            boolean automatic,
            String numbers,
            int version) {
        static Row of(Channel channel, RoutingTable table) {
            List<String> numbers = table.rules().stream()
                    .filter(rule -> rule.target() instanceof ChannelTemplate named
                            && named.text().equals(channel.name()))
                    .map(NumberRule::numbers)
                    .toList();
            return new Row(
                    channel.id(),
                    channel.name(),
                    channel.conferenceNumber(),
                    channel.pins().guest(),
                    channel.pins().host(),
                    channel.options().mostGuests(),
                    channel.options().chimes(),
                    channel.options().waitsForHost(),
                    channel.options().endsWithHost(),
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
        return find(id) == null ? gone(flash) : show(request, model, id, "", Whose.GUESTS, "");
    }

    @PostMapping("/{id}/pin")
    String choosePin(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam Whose whose,
            @RequestParam(required = false) @Nullable String pin,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        String typed = pin == null ? "" : pin.strip();
        Channel channel = find(id);
        if (channel == null) {
            return gone(flash);
        }
        if (!typed.matches("[0-9]{6,12}")) {
            return show(request, model, id, typed, whose, "A PIN has 6 to 12 digits.");
        }
        Secret chosen = new Secret(typed);
        if (chosen.equals(whose.other().of(channel.pins()))) {
            return show(request, model, id, typed, whose, "Hosts and guests need PINs that differ.");
        }
        return setPins(id, version, whose.set(channel.pins(), chosen), whose.changed(), flash);
    }

    @PostMapping("/{id}/random-pin")
    String randomPin(
            @PathVariable UUID id, @RequestParam int version, @RequestParam Whose whose, RedirectAttributes flash) {
        Channel channel = find(id);
        return channel == null
                ? gone(flash)
                : setPins(
                        id,
                        version,
                        whose.set(
                                channel.pins(),
                                ConferenceDraw.pinOtherThan(whose.other().of(channel.pins()))),
                        whose.changed(),
                        flash);
    }

    @PostMapping("/{id}/no-pin")
    String noPin(
            @PathVariable UUID id, @RequestParam int version, @RequestParam Whose whose, RedirectAttributes flash) {
        Channel channel = find(id);
        return channel == null
                ? gone(flash)
                : setPins(id, version, whose.set(channel.pins(), null), whose.removed(), flash);
    }

    @PostMapping("/{id}/options")
    String options(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable String most,
            @RequestParam(defaultValue = "false") boolean chimes,
            @RequestParam(defaultValue = "false") boolean waitsForHost,
            @RequestParam(defaultValue = "false") boolean endsWithHost,
            RedirectAttributes flash) {
        String typed = most == null ? "" : most.strip();
        Integer limit = null;
        if (!typed.isEmpty()) {
            limit = typed.matches("[0-9]{1,5}") ? Integer.valueOf(typed) : Integer.valueOf(0);
            if (limit < ChannelOptions.FEWEST || limit > ChannelOptions.MOST) {
                flash.addFlashAttribute(
                        "problem",
                        "Most guests are " + ChannelOptions.FEWEST + " to " + ChannelOptions.MOST
                                + ", or nothing for as many as the bridge takes.");
                return "redirect:/admin/channels/" + id;
            }
        }
        ChannelOptions wanted = new ChannelOptions(limit, chimes, waitsForHost, endsWithHost);
        return done(
                id,
                routes.change(() -> channels.setOptions(id, version, wanted)),
                "The channel is changed, for everybody who comes from now on.",
                flash);
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

    private String setPins(UUID id, int version, ChannelPins pins, String done, RedirectAttributes flash) {
        return done(id, routes.change(() -> channels.setPins(id, version, pins)), done, flash);
    }

    private String done(UUID id, boolean changed, String done, RedirectAttributes flash) {
        if (changed) {
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

    private String show(HttpServletRequest request, Model model, UUID id, String typed, Whose whose, String error) {
        RoutingTable table = routes.table();
        Channel channel = find(id);
        if (channel == null) {
            return "redirect:/admin/channels";
        }
        model.addAttribute("channel", Row.of(channel, table));
        model.addAttribute("guestLink", Invitations.link(channel.name(), addresses.base(request)));
        model.addAttribute("typed", typed);
        model.addAttribute("whose", whose.name());
        model.addAttribute("error", error);
        return "channel";
    }
}
