package dev.partyline.gateway.live;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.Browsers;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.sip.CallId;
import dev.partyline.sip.LiveCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is on the line now. */
@Controller
@RequestMapping("/admin/calls")
final class LiveCallsController {
    private static final int MAX_SHOWN = 500;

    /** As those who are muted or removed are told. */
    private static final String BY = "the administrator";

    private final Telephony telephony;
    private final Browsers browsers;
    private final Participants participants;

    LiveCallsController(Telephony telephony, Browsers browsers, Participants participants) {
        this.telephony = telephony;
        this.browsers = browsers;
        this.participants = participants;
    }

    @GetMapping
    String page(Model model) {
        fill(model);
        return "calls";
    }

    /** The list alone, for the page that keeps itself fresh. */
    @GetMapping("/list")
    String list(Model model) {
        fill(model);
        return "calls :: list";
    }

    @PostMapping("/{id}/mute")
    String mute(@PathVariable String id, @RequestParam boolean muted, RedirectAttributes flash) {
        switch (participants.mute(new CallId(id), muted)) {
            case DONE -> {}
            case NOBODY -> flash.addFlashAttribute("problem", "That call had ended already.");
            case ITS_OWN_AFFAIR ->
                flash.addFlashAttribute("problem", "Whoever muted himself by *6 is heard again by *6.");
        }
        return "redirect:/admin/calls";
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable String id, RedirectAttributes flash) {
        if (telephony.remove(new CallId(id))) {
            flash.addFlashAttribute("done", "The phone was told, and its call ends.");
        } else {
            flash.addFlashAttribute("problem", "That call had ended already.");
        }
        return "redirect:/admin/calls";
    }

    @PostMapping("/browsers/{channel}/{id}/mute")
    String muteBrowser(
            @PathVariable String channel,
            @PathVariable String id,
            @RequestParam boolean muted,
            RedirectAttributes flash) {
        switch (participants.mute(channel, id, muted, BY)) {
            case DONE -> {}
            case NOBODY -> flash.addFlashAttribute("problem", "That browser had left already.");
            case ITS_OWN_AFFAIR ->
                flash.addFlashAttribute(
                        "problem", "Whoever muted himself in the browser switches his microphone on himself.");
        }
        return "redirect:/admin/calls";
    }

    @PostMapping("/browsers/{channel}/{id}/remove")
    String removeBrowser(@PathVariable String channel, @PathVariable String id, RedirectAttributes flash) {
        switch (participants.remove(channel, id, BY)) {
            case DONE -> flash.addFlashAttribute("done", "The browser was told, and has left the channel.");
            case NOBODY, ITS_OWN_AFFAIR -> flash.addFlashAttribute("problem", "That browser had left already.");
        }
        return "redirect:/admin/calls";
    }

    private void fill(Model model) {
        List<LiveCall> calls = telephony.liveCalls();
        List<BrowserLeg> legs = browsers.all();
        Instant now = Instant.now();
        model.addAttribute("count", calls.size());
        model.addAttribute("browserCount", legs.size());
        model.addAttribute(
                "channels",
                Stream.concat(
                                calls.stream().map(LiveCall::channelName).filter(name -> !name.isEmpty()),
                                legs.stream().map(leg -> leg.identity().channel()))
                        .distinct()
                        .count());
        model.addAttribute(
                "browsers",
                legs.stream()
                        .sorted(Comparator.comparing(leg -> leg.identity().channel()))
                        .limit(MAX_SHOWN)
                        .map(leg -> BrowserRow.of(leg, now))
                        .toList());
        model.addAttribute(
                "calls",
                calls.stream()
                        .sorted(Comparator.comparing(LiveCall::channelName).thenComparing(LiveCall::answered))
                        .limit(MAX_SHOWN)
                        .map(call -> CallRow.of(call, now))
                        .toList());
    }
}
