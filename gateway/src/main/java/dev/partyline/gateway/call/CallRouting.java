package dev.partyline.gateway.call;

import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Normaliser;
import dev.partyline.dialplan.NumberFormat;
import dev.partyline.dialplan.UnreadableNumber;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.Guesser;
import dev.partyline.gateway.pin.PinBudget;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import dev.partyline.sip.TrunkSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Where calls go: the trunk says how its numbers read, the dialplan says which channel, the channel has a PIN or not. */
@Component
final class CallRouting implements CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CallRouting.class);

    private final Map<String, Trunk> trunks;
    private final Routes routes;
    private final Demo demo;
    private final PinBudget budget;
    private final List<CallListener> listeners;

    CallRouting(
            GatewayProperties properties, Routes routes, Demo demo, PinBudget budget, List<CallListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.budget = budget;
        trunks = Stream.concat(
                        properties.trunks().stream(), demo.trunk().stream().map(CallRouting::asIs))
                .collect(Collectors.toUnmodifiableMap(trunk -> trunk.sip().name(), trunk -> trunk));
        this.routes = routes;
        this.demo = demo;
    }

    private static Trunk asIs(TrunkSettings settings) {
        return new Trunk(settings, NumberFormat.AS_IS, "");
    }

    @Override
    public Routing route(InboundCall call) {
        Trunk trunk = trunks.get(call.trunk());
        if (trunk == null) {
            return new Routing.NoMapping();
        }
        return switch (Normaliser.read(call.dialled().value(), trunk.numberFormat(), trunk.region())) {
            case UnreadableNumber _ -> new Routing.NoMapping();
            case DialledNumber number -> route(number);
        };
    }

    private Routing route(DialledNumber number) {
        return switch (routes.table().dialplan().decide(number)) {
            case Decision.ToChannel(long _, String name) -> toStoredChannel(name);
            case Decision.Emergency _ -> new Routing.Emergency();
            case Decision.NoMapping _ ->
                switch (demo.decide(number)) {
                    case Decision.ToChannel(long _, String name) -> toDemoChannel(name);
                    case Decision.NoMapping _, Decision.Emergency _ -> new Routing.NoMapping();
                };
        };
    }

    private Routing toStoredChannel(String name) {
        try {
            return routes.channelFor(name)
                    .<Routing>map(channel -> new Routing.ToChannel(channel.room(), name, channel.pin() != null))
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
    private Routing toDemoChannel(String name) {
        return routes.table()
                .channel(name)
                .<Routing>map(channel -> new Routing.ToChannel(channel.room(), name, channel.pin() != null))
                .orElseGet(() -> new Routing.ToChannel(
                        Demo.room(name), name, Demo.pinOf(name).isPresent()));
    }

    @Override
    public PinVerdict tryPin(InboundCall call, RoomId room, Secret typed) {
        Optional<Secret> pin = routes.table()
                .channel(room)
                .flatMap(c -> Optional.ofNullable(c.pin()))
                .or(() -> demo.pinOf(room));
        PinBudget.Assessment assessment = budget.assess(
                Guesser.phone(call.caller().value(), call.trunk()), room.value(), pin, typed, System.nanoTime());
        if (assessment.alarm()) {
            LOG.warn("Somebody guesses PINs: {} wrong ones within an hour", PinBudget.ALARM_GUESSES);
        }
        return assessment.verdict();
    }

    @Override
    public void ended(CallRecord record) {
        listeners.forEach(listener -> listener.ended(record));
        CallLog.write(record);
    }
}
