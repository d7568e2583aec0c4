package dev.partyline.gateway.conference;

import dev.partyline.dialplan.NumberFormat;
import dev.partyline.gateway.call.CallListener;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.gateway.pin.Guesser;
import dev.partyline.gateway.pin.PinBudget;
import dev.partyline.gateway.roster.Participants;
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
        Optional<Conference> found = switch (knock.goal()) {
            case Goal.Channel(RoomId room, String _) -> conferences.in(room);
            case Goal.Admitted(RoomId room, String _) -> conferences.in(room);
            case Goal.Conference(String number) -> conferences.byNumber(number);
        };
        Secret pin = knock.pin();
        if (pin == null) {
            return new EntryVerdict(
                    found.filter(conference -> needsNoPin(knock.goal(), conference))
                            .map(conference -> enter(conference, false))
                            .orElseGet(Outcome.OutOfReach::new),
                    Duration.ZERO);
        }
        PinBudget.Assessment assessment = budget.assess(
                Guesser.phone(call.caller().value(), call.trunk()),
                found.map(conference -> conference.room().value()).orElseGet(() -> ledger(knock.goal())),
                found.map(Conference::pins).orElse(ChannelPins.UNKNOWN),
                pin,
                System.nanoTime());
        if (assessment.alarm()) {
            LOG.warn("Somebody guesses PINs: {} wrong ones within an hour", PinBudget.ALARM_GUESSES);
        }
        Outcome outcome = switch (assessment.verdict().outcome()) {
            case RIGHT -> found.map(conference -> enter(conference, false)).orElseGet(Outcome.Wrong::new);
            case RIGHT_OF_HOST ->
                found.map(conference -> enter(conference, true)).orElseGet(Outcome.Wrong::new);
            case WRONG -> new Outcome.Wrong();
            case REFUSED -> new Outcome.Refused();
        };
        return new EntryVerdict(outcome, assessment.verdict().pause());
    }

    /** Open is a channel to those alone who dial its own number. */
    private static boolean needsNoPin(Goal goal, Conference conference) {
        return switch (goal) {
            case Goal.Channel _ -> conference.pins().guest() == null;
            case Goal.Admitted _ -> true;
            case Goal.Conference _ -> false;
        };
    }

    /** Where guesses at a conference that does not exist are counted. */
    private static String ledger(Goal goal) {
        return switch (goal) {
            case Goal.Channel(RoomId room, String _) -> room.value();
            case Goal.Admitted(RoomId room, String _) -> room.value();
            case Goal.Conference(String number) -> "conference " + number;
        };
    }

    private Outcome enter(Conference conference, boolean host) {
        return switch (doorkeeper.mayEnter(conference, host)) {
            case COME_IN ->
                new Outcome.In(
                        conference.room(),
                        conference.channel(),
                        host,
                        conference.options().chimes());
            case AWAITS_HOST -> new Outcome.AwaitsHost(conference.room(), conference.channel());
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
                int phones = there.phones(channel);
                yield new Answer.Here(phones, there.count(channel) - phones);
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
