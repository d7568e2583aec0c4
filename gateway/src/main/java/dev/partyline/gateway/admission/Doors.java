package dev.partyline.gateway.admission;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.Dialplan;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.conference.Conference;
import dev.partyline.gateway.conference.Conferences;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.media.RoomId;
import dev.partyline.sip.Secret;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which channels open: those that exist, and those that a phone could bring about by dialling. */
@Component
public final class Doors {
    private final Routes routes;
    private final Demo demo;
    private final Conferences conferences;

    Doors(Routes routes, Demo demo, Conferences conferences) {
        this.routes = routes;
        this.demo = demo;
        this.conferences = conferences;
    }

    /** Looks, and makes nothing. */
    public Optional<Door> find(String name) {
        if (!ChannelTemplate.isChannelName(name)) {
            return Optional.empty();
        }
        Optional<Door> stored = routes.table().channel(name).map(Doors::door);
        if (stored.isPresent()) {
            return stored;
        }
        // A phone is routed by stored rules first, so a channel of theirs wins over the demo's of the same name.
        if (DialledChannel.number(routes.table().dialplan(), name).isPresent()) {
            return Optional.of(new Door(name, null, true, false));
        }
        return demo.active()
                        && DialledChannel.number(new Dialplan(demo.rules()), name)
                                .isPresent()
                ? Optional.of(door(name, Demo.room(name), Demo.pinsOf(name)))
                : Optional.empty();
    }

    /** The room behind the door, made where there is none; empty where rules made as many as they may. */
    Optional<RoomId> enter(Door door) {
        RoomId room = door.room();
        return room != null
                ? Optional.of(room)
                : routes.channelFor(door.channel()).map(Channel::room);
    }

    /** Unknown where there is no channel yet. */
    ChannelPins pins(Door door) {
        return conference(door).map(Conference::pins).orElse(ChannelPins.UNKNOWN);
    }

    /** Empty where there is none, or no channel yet. */
    public Optional<Secret> guestPin(Door door) {
        return Optional.ofNullable(pins(door).guest());
    }

    Optional<Conference> conference(Door door) {
        return Optional.ofNullable(door.room()).flatMap(conferences::in);
    }

    private static Door door(Channel channel) {
        return door(channel.name(), channel.room(), channel.pins());
    }

    private static Door door(String name, RoomId room, ChannelPins pins) {
        return new Door(name, room, pins.guest() != null, pins.host() != null);
    }
}
