package dev.partyline.gateway.live;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.sip.CallId;
import dev.partyline.sip.LiveCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

    private final Telephony telephony;

    LiveCallsController(Telephony telephony) {
        this.telephony = telephony;
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
        if (!telephony.mute(new CallId(id), muted)) {
            flash.addFlashAttribute("problem", "That call had ended already.");
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

    private void fill(Model model) {
        List<LiveCall> calls = telephony.liveCalls();
        Instant now = Instant.now();
        model.addAttribute("count", calls.size());
        model.addAttribute(
                "channels", calls.stream().map(LiveCall::channelName).distinct().count());
        model.addAttribute(
                "calls",
                calls.stream()
                        .sorted(Comparator.comparing(LiveCall::channelName).thenComparing(LiveCall::answered))
                        .limit(MAX_SHOWN)
                        .map(call -> CallRow.of(call, now))
                        .toList());
    }
}
