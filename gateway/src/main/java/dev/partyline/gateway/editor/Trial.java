package dev.partyline.gateway.editor;

import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Normaliser;
import dev.partyline.dialplan.NumberFormat;
import dev.partyline.dialplan.UnreadableNumber;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.number.NumberRule;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a number would go, explained, without a call. */
@Component
final class Trial {
    private final GatewayProperties properties;
    private final Routes routes;
    private final Demo demo;

    Trial(GatewayProperties properties, Routes routes, Demo demo) {
        this.properties = properties;
        this.routes = routes;
        this.demo = demo;
    }

    /**
     * @param found whether the number leads anywhere
     */
    record Answer(boolean found, String sentence) {}

    List<String> trunks() {
        return properties.trunks().stream().map(trunk -> trunk.sip().name()).toList();
    }

    Answer of(String tried, @Nullable String trunkName) {
        Optional<Trunk> trunk = properties.trunks().stream()
                .filter(t -> t.sip().name().equals(trunkName))
                .findFirst();
        return switch (Normaliser.read(
                tried,
                trunk.map(Trunk::numberFormat).orElse(NumberFormat.AS_IS),
                trunk.map(Trunk::region).orElse(""))) {
            case UnreadableNumber unreadable ->
                new Answer(false, "That is no number: " + unreadable.problem().sentence() + ".");
            case DialledNumber number -> of(number);
        };
    }

    private Answer of(DialledNumber number) {
        return switch (routes.table().dialplan().decide(number)) {
            case Decision.ToChannel(long id, String channel) -> found(number, channel, id);
            case Decision.ToAttendant(long id) ->
                found(number, "the attendant, who asks for a conference number and its PIN", id);
            case Decision.Emergency _ ->
                new Answer(
                        false,
                        number.value()
                                + " calls for help, and only a rule for exactly this number may take it: the call is "
                                + "refused at once, so that the PBX takes its next route.");
            case Decision.NoMapping _ ->
                switch (demo.decide(number)) {
                    case Decision.ToChannel(long _, String channel) ->
                        new Answer(true, number.value() + " goes to " + channel + ", by a rule of the demo.");
                    case Decision.ToAttendant _ ->
                        new Answer(true, number.value() + " goes to the attendant, by a rule of the demo.");
                    case Decision.NoMapping _, Decision.Emergency _ ->
                        new Answer(
                                false,
                                "No rule matches " + number.value() + ": a caller would hear that the number "
                                        + "is not in use (404).");
                };
        };
    }

    private Answer found(DialledNumber number, String where, long ruleId) {
        NumberRule rule = routes.table().rule(ruleId);
        return new Answer(
                true,
                number.value() + " goes to " + where + ", by the rule for "
                        + (rule == null ? "these numbers" : rule.numbers()) + ".");
    }
}
