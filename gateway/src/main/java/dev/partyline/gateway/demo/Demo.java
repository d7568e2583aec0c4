package dev.partyline.gateway.demo;

import dev.partyline.dialplan.Attendant;
import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Dialplan;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Rule;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.media.RoomId;
import dev.partyline.sip.Secret;
import dev.partyline.sip.TrunkSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A few numbers to try, and calls from this machine without a trunk. Both live in memory and exist only while every
 * SIP and HTTP binding is on loopback, no proxy brings others there and no trunk is configured: nothing of the demo is
 * ever stored, so nothing of it can be left over.
 */
@Component
public final class Demo {
    public static final String TRUNK = "demo";

    private static final Dialplan DIALPLAN = new Dialplan(List.of(
            new Rule(-1, new NumberPattern.Exact("3000"), new ChannelTemplate("lobby")),
            new Rule(-2, new NumberPattern.Exact("3001"), new ChannelTemplate("boardroom")),
            new Rule(-4, new NumberPattern.Exact("3002"), new Attendant()),
            new Rule(-3, new NumberPattern.Range("4000", "4999"), new ChannelTemplate("room-{number}"))));
    private static final Map<String, ChannelPins> PINS =
            Map.of("boardroom", new ChannelPins(new Secret("2468"), new Secret("1357")));
    private static final Map<String, String> CONFERENCE_NUMBERS = Map.of("301", "boardroom");
    private static final String ROOMS = "demo/";

    private final boolean active;
    private final String why;

    Demo(GatewayProperties properties) {
        if (!properties.trunks().isEmpty()) {
            active = false;
            why = "The demo is off, because a trunk is configured.";
        } else if (!properties.everythingOnLoopback()) {
            active = false;
            why = "The demo is off, because SIP, HTTP or the management port listens beyond loopback.";
        } else if (properties.behindAProxy()) {
            active = false;
            why = "The demo is off, because others come here by a proxy: partyline.public-url or "
                    + "partyline.http.trusted-proxies is set.";
        } else {
            active = true;
            why =
                    "The demo is on, because everything listens on loopback, no proxy is named and no trunk is configured.";
        }
    }

    public boolean active() {
        return active;
    }

    /** Why the demo is on or off, as a sentence. */
    public String why() {
        return why;
    }

    /** The demo's rules; none while it is off. */
    public List<Rule> rules() {
        return active ? DIALPLAN.rules() : List.of();
    }

    public Decision decide(DialledNumber number) {
        return active ? DIALPLAN.decide(number) : new Decision.NoMapping();
    }

    public Optional<TrunkSettings> trunk() {
        return active
                ? Optional.of(new TrunkSettings(
                        TRUNK, ThisMachine.addresses(), null, new TrunkSettings.NumberSource.RequestUri()))
                : Optional.empty();
    }

    public static RoomId room(String channelName) {
        return new RoomId(ROOMS + channelName);
    }

    public static ChannelPins pinsOf(String channelName) {
        return PINS.getOrDefault(channelName, ChannelPins.UNKNOWN);
    }

    /** Which of the demo's channels that room is; empty for every other room. */
    public Optional<String> channelOf(RoomId room) {
        return active && room.value().startsWith(ROOMS)
                ? Optional.of(room.value().substring(ROOMS.length()))
                : Optional.empty();
    }

    /** By the number that the attendant asks for. */
    public Optional<String> channelByNumber(String conferenceNumber) {
        return active ? Optional.ofNullable(CONFERENCE_NUMBERS.get(conferenceNumber)) : Optional.empty();
    }
}
