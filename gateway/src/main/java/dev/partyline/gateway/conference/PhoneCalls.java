package dev.partyline.gateway.conference;

import dev.partyline.dialplan.NumberFormat;
import dev.partyline.gateway.call.CallListener;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.pin.Guesser;
import dev.partyline.gateway.pin.PinBudget;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.roster.Presence;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Goal;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Question;
import dev.partyline.sip.Question.Answer;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Answers what the telephony asks about a call, from its first number to its end. */
@Component
final class PhoneCalls implements CallHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCalls.class);

    private final Map<String, Trunk> trunks;
    private final CallRouting routing;
    private final Conferences conferences;
    private final Doorkeeper doorkeeper;
    private final PinBudget budget;
    /** Of the telephony, which asks this one: so they come later. */
    private final ObjectProvider<Participants> participants;

    private final List<CallListener> listeners;

    PhoneCalls(
            GatewayProperties properties,
            Demo demo,
            CallRouting routing,
            Conferences conferences,
            Doorkeeper doorkeeper,
            PinBudget budget,
            ObjectProvider<Participants> participants,
            List<CallListener> listeners) {
        trunks = Stream.concat(
                        properties.trunks().stream(),
                        demo.trunk().stream().map(sip -> new Trunk(sip, NumberFormat.AS_IS, "", properties.language())))
                .collect(Collectors.toUnmodifiableMap(trunk -> trunk.sip().name(), trunk -> trunk));
        this.routing = routing;
        this.conferences = conferences;
        this.doorkeeper = doorkeeper;
        this.budget = budget;
        this.participants = participants;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Routing route(InboundCall call) {
        Trunk trunk = trunks.get(call.trunk());
        return trunk == null ? new Routing.NoMapping() : routing.route(call, trunk);
    }

    @Override
    public EntryVerdict enter(InboundCall call, Knock knock) {
        return switch (knock.goal()) {
            case Goal.Channel(RoomId room, String _) -> enter(call, room, knock.pin());
            case Goal.Conference(String number) -> enter(call, number, knock.pin());
            case Goal.Admitted(RoomId room, String _, boolean host) ->
                now(conferences.in(room).map(conference -> ask(conference, host)));
        };
    }

    /** To guests, a channel without a PIN for them is open here, where its own number was dialled, and nowhere else. */
    private EntryVerdict enter(InboundCall call, RoomId room, @Nullable Secret pin) {
        Optional<Conference> found = conferences.in(room);
        if (pin == null) {
            return now(found.filter(conference -> conference.pins().guest() == null)
                    .map(conference -> ask(conference, false)));
        }
        return judged(found, budget.assess(guesser(call), room.value(), pins(found), pin, System.nanoTime()));
    }

    private EntryVerdict enter(InboundCall call, String number, @Nullable Secret pin) {
        if (pin == null) {
            return now(Optional.empty());
        }
        Optional<Conference> found = conferences.byNumber(number);
        String channel = found.map(conference -> conference.room().value()).orElse(null);
        return judged(
                found,
                budget.assess(guesser(call), "conference " + number, channel, pins(found), pin, System.nanoTime()));
    }

    private static Guesser guesser(InboundCall call) {
        return Guesser.phone(call.caller().value(), call.trunk());
    }

    private static ChannelPins pins(Optional<Conference> found) {
        return found.map(Conference::pins).orElse(ChannelPins.UNKNOWN);
    }

    private static EntryVerdict now(Optional<Outcome> outcome) {
        return new EntryVerdict(outcome.orElseGet(Outcome.OutOfReach::new), Duration.ZERO);
    }

    private static EntryVerdict judged(Optional<Conference> found, PinBudget.Assessment assessment) {
        if (assessment.alarm()) {
            LOG.warn("Somebody guesses PINs: {} wrong ones within an hour", PinBudget.ALARM_GUESSES);
        }
        Outcome outcome = switch (assessment.verdict().outcome()) {
            case RIGHT -> known(found, false);
            case RIGHT_OF_HOST -> known(found, true);
            case WRONG -> new Outcome.Wrong();
            case REFUSED -> new Outcome.Refused();
        };
        return new EntryVerdict(outcome, assessment.verdict().pause());
    }

    private static Outcome known(Optional<Conference> found, boolean host) {
        return found.<Outcome>map(conference -> new Outcome.Known(admitted(conference, host)))
                .orElseGet(Outcome.Wrong::new);
    }

    private static Goal.Admitted admitted(Conference conference, boolean host) {
        return new Goal.Admitted(conference.room(), conference.channel(), host);
    }

    private Outcome ask(Conference conference, boolean host) {
        return switch (doorkeeper.mayEnter(conference, host)) {
            case COME_IN -> new Outcome.In(conference.room(), conference.channel(), host);
            case AWAITS_HOST -> new Outcome.AwaitsHost(admitted(conference, host));
            case LOCKED -> new Outcome.Locked();
            case FULL -> new Outcome.Full();
        };
    }

    @Override
    public Answer answer(InboundCall call, RoomId room, boolean host, Question question) {
        String channel = conferences
                .in(room)
                .map(Conference::channel)
                .orElseThrow(() -> new IllegalStateException("the channel of a call is gone"));
        Participants there = participants.getObject();
        return switch (question) {
            case WHO_IS_HERE -> {
                Presence presence = there.presence(channel);
                yield new Answer.Here(presence.phones(), presence.browsers());
            }
            case TOGGLE_LOCK ->
                host ? new Answer.Lock(there.lock(channel, !there.isLocked(channel))) : new Answer.NotAllowed();
        };
    }

    @Override
    public void ended(CallRecord record) {
        listeners.forEach(listener -> listener.ended(record));
    }
}
