package dev.partyline.gateway.trunk;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.sip.TrunkStatus;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where calls come from, and whether the way is open. */
@Controller
final class TrunksController {
    private final Telephony telephony;
    private final LastGoodCalls goodCalls;

    TrunksController(Telephony telephony, LastGoodCalls goodCalls) {
        this.telephony = telephony;
        this.goodCalls = goodCalls;
    }

    record Row(String name, String state, String tone, String since, String detail, int calls, String goodCall) {}

    @GetMapping("/admin/trunks")
    String page(Model model) {
        Instant now = Instant.now();
        model.addAttribute(
                "trunks",
                telephony.trunks().stream().map(trunk -> row(trunk, now)).toList());
        return "trunks";
    }

    private Row row(TrunkStatus trunk, Instant now) {
        String state = switch (trunk.state()) {
            case BY_ADDRESS -> "Open to its addresses";
            case ANSWERING -> "Open to its addresses, and answering";
            case SILENT -> "Open to its addresses, but not answering";
            case REGISTERING -> "Registering";
            case REGISTERED -> "Registered";
            case FAILED -> "Not registered, trying again";
        };
        String tone = switch (trunk.state()) {
            case BY_ADDRESS, ANSWERING, REGISTERED -> "good";
            case REGISTERING -> "waiting";
            case FAILED, SILENT -> "bad";
        };
        return new Row(
                trunk.name(),
                state,
                tone,
                words(Duration.between(trunk.since(), now)),
                trunk.detail(),
                trunk.calls(),
                goodCalls
                        .age(trunk.name(), now)
                        .map(age -> "The last good call ended " + words(age) + " ago")
                        .orElse("No good call since the start"));
    }

    static String words(Duration age) {
        long minutes = age.toMinutes();
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return minutes + (minutes == 1 ? " minute" : " minutes");
        }
        long hours = age.toHours();
        if (hours < 48) {
            return hours + (hours == 1 ? " hour" : " hours");
        }
        return age.toDays() + " days";
    }
}
