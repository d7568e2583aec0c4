package dev.partyline.gateway.admission;

import dev.partyline.gateway.admission.Refusal.Reason;
import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.conference.Doorkeeper;
import dev.partyline.gateway.pin.Guesser;
import dev.partyline.gateway.pin.PinBudget;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.source.SourceLimits;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.TokenVerdict;
import dev.partyline.gateway.token.Tokens;
import dev.partyline.media.RoomId;
import dev.partyline.sip.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets browsers in: by a token, by the PIN, or because the channel is open. */
@Component
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration HOST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(30);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(30);
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(5);

    private final Doors doors;
    private final Tokens tokens;
    private final PinBudget budget;
    private final Doorkeeper doorkeeper;
    private final SourceLimits sources;
    private final Telephony telephony;

    Admission(
            Doors doors,
            Tokens tokens,
            PinBudget budget,
            Doorkeeper doorkeeper,
            SourceLimits sources,
            Telephony telephony) {
        this.doors = doors;
        this.tokens = tokens;
        this.budget = budget;
        this.doorkeeper = doorkeeper;
        this.sources = sources;
        this.telephony = telephony;
    }

    /** What stands at the door. */
    public sealed interface Look {
        /**
         * @param hostPin whether hosts have a PIN of their own
         * @param awaitsHost whether guests have to wait for one
         */
        record Open(boolean pinNeeded, boolean hostPin, boolean awaitsHost, Role role) implements Look {}

        record Closed(Refusal refusal) implements Look {}
    }

    /** What became of somebody who wants in. */
    public sealed interface Outcome {
        /** @param pass null for a guest without a token */
        record In(
                String channel,
                RoomId room,
                Role role,
                @Nullable Pass pass) implements Outcome {}

        record Out(Refusal refusal) implements Outcome {}
    }

    public Look look(String channel, @Nullable String token) {
        Optional<Door> door = doors.find(channel);
        if (door.isEmpty()) {
            return new Look.Closed(Refusal.of(Reason.NO_CHANNEL));
        }
        if (token == null) {
            // What is behind a PIN is for those alone who know it: even whether there is such a channel yet.
            boolean open = !door.get().asksPin();
            return new Look.Open(
                    !open, open && door.get().hostPin(), open && awaitsHost(door.get(), Role.GUEST), Role.GUEST);
        }
        return switch (tokens.judge(token, channel, Instant.now())) {
            case TokenVerdict.Good(Pass pass) ->
                new Look.Open(false, false, awaitsHost(door.get(), pass.role()), pass.role());
            case TokenVerdict bad -> new Look.Closed(refusal(bad));
        };
    }

    /** Takes as long as a PIN's budget says, so on a virtual thread. */
    public Outcome admit(String channel, @Nullable String token, @Nullable String pin, SourceBlocks source)
            throws InterruptedException {
        if (telephony.draining()) {
            return new Outcome.Out(Refusal.of(Reason.DRAINING, RESTART_PAUSE));
        }
        if (!sources.join(source, System.nanoTime())) {
            return new Outcome.Out(Refusal.of(Reason.BUSY, MOMENT));
        }
        Optional<Door> found = doors.find(channel);
        if (found.isEmpty()) {
            return new Outcome.Out(Refusal.of(Reason.NO_CHANNEL));
        }
        Door door = found.get();
        if (token != null) {
            return switch (tokens.judge(token, channel, Instant.now())) {
                case TokenVerdict.Good(Pass pass) -> enter(door, pass.role(), pass);
                case TokenVerdict bad -> new Outcome.Out(refusal(bad));
            };
        }
        if (pin == null || pin.isBlank() || !(door.asksPin() || door.hostPin())) {
            return door.asksPin() ? new Outcome.Out(Refusal.of(Reason.PIN_NEEDED)) : enter(door, Role.GUEST, null);
        }
        PinBudget.Assessment assessment = tryPin(door, pin.strip(), source);
        return switch (assessment.verdict().outcome()) {
            case RIGHT -> enter(door, Role.GUEST, null);
            case RIGHT_OF_HOST -> enter(door, Role.HOST, null);
            case WRONG -> new Outcome.Out(Refusal.of(Reason.PIN_WRONG));
            case REFUSED -> new Outcome.Out(Refusal.of(Reason.PIN_REFUSED, left(assessment)));
        };
    }

    /** A channel that nobody has made yet answers like one with another PIN, and is not made. */
    private PinBudget.Assessment tryPin(Door door, String pin, SourceBlocks source) throws InterruptedException {
        RoomId room = door.room();
        PinBudget.Assessment assessment = budget.assess(
                Guesser.browser(source),
                room == null ? "channel " + door.channel() : room.value(),
                doors.pins(door),
                new Secret(pin),
                System.nanoTime());
        if (assessment.alarm()) {
            LOG.warn("Somebody guesses PINs: {} wrong ones within an hour", PinBudget.ALARM_GUESSES);
        }
        Thread.sleep(assessment.verdict().pause());
        return assessment;
    }

    /** A part of the wait is over: the pause before the answer. */
    private static Duration left(PinBudget.Assessment refused) {
        Duration left = refused.retryAfter().minus(refused.verdict().pause());
        return left.compareTo(MOMENT) < 0 ? MOMENT : left;
    }

    private boolean awaitsHost(Door door, Role role) {
        return ask(door, role) == Doorkeeper.Answer.AWAITS_HOST;
    }

    private Doorkeeper.Answer ask(Door door, Role role) {
        return doors.conference(door)
                .map(conference -> doorkeeper.mayEnter(conference, role == Role.HOST))
                .orElse(Doorkeeper.Answer.COME_IN);
    }

    private Outcome enter(Door door, Role role, @Nullable Pass pass) {
        return switch (ask(door, role)) {
            case COME_IN -> open(door, role, pass);
            case LOCKED -> new Outcome.Out(Refusal.of(Reason.LOCKED, LOCK_PAUSE));
            case FULL -> new Outcome.Out(Refusal.of(Reason.CHANNEL_FULL, LOCK_PAUSE));
            case AWAITS_HOST -> new Outcome.Out(Refusal.of(Reason.NO_HOST, HOST_PAUSE));
        };
    }

    private Outcome open(Door door, Role role, @Nullable Pass pass) {
        try {
            return doors.enter(door)
                    .<Outcome>map(room -> new Outcome.In(door.channel(), room, role, pass))
                    .orElseGet(() -> new Outcome.Out(Refusal.of(Reason.FULL)));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("No channel {} was made: {}", door.channel(), e.getClass().getSimpleName());
            return new Outcome.Out(Refusal.of(Reason.BUSY, DATABASE_PAUSE));
        }
    }

    private static Refusal refusal(TokenVerdict bad) {
        return switch (bad) {
            case TokenVerdict.Invalid _, TokenVerdict.Good _ -> Refusal.of(Reason.TOKEN_INVALID);
            case TokenVerdict.Expired _ -> Refusal.of(Reason.TOKEN_EXPIRED);
            case TokenVerdict.OtherChannel _ -> Refusal.of(Reason.TOKEN_OTHER_CHANNEL);
        };
    }
}
