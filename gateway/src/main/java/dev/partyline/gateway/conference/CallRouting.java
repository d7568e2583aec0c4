package dev.partyline.gateway.conference;

import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Normaliser;
import dev.partyline.dialplan.UnreadableNumber;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Routing.Asks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Where a call goes: the trunk says how its numbers read, the dialplan says where they lead, the channel what it asks for. */
@Component
final class CallRouting {
    private static final Logger LOG = LoggerFactory.getLogger(CallRouting.class);

    private final Routes routes;
    private final Demo demo;

    CallRouting(Routes routes, Demo demo) {
        this.routes = routes;
        this.demo = demo;
    }

    Routing route(InboundCall call, Trunk trunk) {
        return switch (Normaliser.read(call.dialled().value(), trunk.numberFormat(), trunk.region())) {
            case UnreadableNumber _ -> new Routing.NoMapping();
            case DialledNumber number -> route(number, trunk.language());
        };
    }

    private Routing route(DialledNumber number, Language language) {
        return switch (routes.table().dialplan().decide(number)) {
            case Decision.ToChannel(long _, String name) -> toStoredChannel(name, language);
            case Decision.ToAttendant _ -> new Routing.ToAttendant(language);
            case Decision.Emergency _ -> new Routing.Emergency();
            case Decision.NoMapping _ ->
                switch (demo.decide(number)) {
                    case Decision.ToChannel(long _, String name) -> toDemoChannel(name, language);
                    case Decision.ToAttendant _ -> new Routing.ToAttendant(language);
                    case Decision.NoMapping _, Decision.Emergency _ -> new Routing.NoMapping();
                };
        };
    }

    private Routing toStoredChannel(String name, Language language) {
        try {
            return routes.channelFor(name)
                    .map(channel -> to(Conference.of(channel), language))
                    .orElseGet(() -> {
                        LOG.warn("No channel {} was made: rules made as many channels as they may", name);
                        return new Routing.NoMapping();
                    });
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "The database did not make channel {} for a call: {}",
                    name,
                    e.getClass().getSimpleName());
            return new Routing.Unavailable("the database did not make the channel");
        }
    }

    /** A stored channel of the same name is what its owner says it is, PIN and all. */
    private Routing toDemoChannel(String name, Language language) {
        return routes.table()
                .channel(name)
                .map(channel -> to(Conference.of(channel), language))
                .orElseGet(() -> new Routing.ToChannel(Demo.room(name), name, asks(Demo.pinsOf(name)), language));
    }

    private static Routing to(Conference conference, Language language) {
        return new Routing.ToChannel(conference.room(), conference.channel(), asks(conference.pins()), language);
    }

    private static Asks asks(ChannelPins pins) {
        if (pins.guest() != null) {
            return Asks.PIN;
        }
        return pins.host() != null ? Asks.HOST_PIN : Asks.NOTHING;
    }
}
