package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One caller from the answer to the last word: asks for the PIN where the channel has one, lets him in, obeys his
 * keys, and says goodbye. It owns the one mute state of the call.
 *
 * <p>Every input returns what is to be done. Call {@link #deadlineReached} at {@link #deadlineNanos} or later. Keys
 * that come while a PIN is being judged are dropped: nobody can queue up guesses.
 */
public final class Attendant {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    static final int MAX_TRIES = 3;
    static final long PIN_PHASE_NANOS = TimeUnit.SECONDS.toNanos(90);
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long a last prompt may take before the call ends anyway. */
    static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private sealed interface State {
        record Ringing() implements State {}

        /** @param repromptNanos when to ask again; {@link #NEVER} while a prompt is spoken */
        record AskingPin(PinEntry entry, int tried, long repromptNanos, long endsNanos) implements State {}

        record Judging(int tried, long endsNanos) implements State {}

        /** The verdict is known, and is kept back. */
        record Pausing(PinVerdict.Outcome outcome, int tried, long untilNanos, long endsNanos) implements State {}

        record InChannel(ChannelKeys keys) implements State {}

        record Leaving(EndReason reason, long endsNanos) implements State {}

        record Ended() implements State {}
    }

    private final boolean asksPin;
    private State state = new State.Ringing();
    private boolean muted;
    private boolean mutedByOther;

    public Attendant(boolean asksPin) {
        this.asksPin = asksPin;
    }

    public boolean muted() {
        return muted;
    }

    /** Whether it is muted by its own key, which nobody else takes back. */
    public boolean mutedItself() {
        return muted && !mutedByOther;
    }

    public boolean inChannel() {
        return state instanceof State.InChannel;
    }

    /** The call is up and media flows. */
    public List<Action> answered(long nowNanos) {
        if (!(state instanceof State.Ringing)) {
            return List.of();
        }
        return asksPin ? ask(0, nowNanos + PIN_PHASE_NANOS, Prompt.WELCOME, Prompt.ENTER_PIN) : enter();
    }

    /** A key was pressed, one of {@code 0-9 * # A-D}. */
    public List<Action> digit(char key, long nowNanos) {
        return switch (state) {
            case State.AskingPin asking -> pinKey(asking, key, nowNanos);
            case State.InChannel in -> in.keys().togglesMute(key, nowNanos) ? changeMute(!muted, false) : List.of();
            case State.Ringing _, State.Judging _, State.Pausing _, State.Leaving _, State.Ended _ -> List.of();
        };
    }

    /** Everything last said has been heard. */
    public List<Action> promptsEnded(long nowNanos) {
        return switch (state) {
            case State.AskingPin(PinEntry entry, int tried, long reprompt, long ends) -> {
                long silenceEnds = reprompt == NEVER ? nowNanos + SILENCE_NANOS : reprompt;
                state = new State.AskingPin(entry, tried, silenceEnds, ends);
                yield List.of();
            }
            case State.Leaving(EndReason reason, long _) -> hangUp(reason);
            case State.Ringing _, State.Judging _, State.Pausing _, State.InChannel _, State.Ended _ -> List.of();
        };
    }

    /** What became of the last {@link Action.TryPin}. */
    public List<Action> verdict(PinVerdict verdict, long nowNanos) {
        if (!(state instanceof State.Judging(int tried, long ends))) {
            return List.of();
        }
        long pauseNanos = Math.clamp(verdict.pause().toMillis(), 0, TimeUnit.NANOSECONDS.toMillis(MAX_PAUSE_NANOS))
                * TimeUnit.MILLISECONDS.toNanos(1);
        state = new State.Pausing(verdict.outcome(), tried, nowNanos + pauseNanos, ends);
        return deadlineReached(nowNanos);
    }

    /**
     * A host or an operator mutes the phone, or takes that back; the mute of its own keys he leaves. The PIN prompt goes on;
     * the caller is told when he is in.
     */
    public List<Action> mutedByOther(boolean mute) {
        if (mute == muted || mutedItself()) {
            return List.of();
        }
        return switch (state) {
            case State.Leaving _, State.Ended _ -> List.of();
            case State.InChannel _ -> changeMute(mute, mute);
            case State.Ringing _, State.AskingPin _, State.Judging _, State.Pausing _ -> {
                muted = mute;
                mutedByOther = mute;
                yield List.of(new Action.Mute(mute));
            }
        };
    }

    /** An operator removes the phone. */
    public List<Action> removed(long nowNanos) {
        return leave(EndReason.REMOVED_BY_ADMIN, Prompt.REMOVED, nowNanos);
    }

    /** The bridge ends all calls. */
    public List<Action> bridgeClosing(long nowNanos) {
        return leave(EndReason.SHUTDOWN, Prompt.CLOSING, nowNanos);
    }

    public List<Action> deadlineReached(long nowNanos) {
        if (nowNanos < deadlineNanos()) {
            return List.of();
        }
        return switch (state) {
            case State.AskingPin asking -> askingDeadline(asking, nowNanos);
            case State.Judging _ -> leave(EndReason.PIN_REFUSED, Prompt.PIN_REFUSED, nowNanos);
            case State.Pausing pausing -> speakVerdict(pausing, nowNanos);
            case State.Leaving(EndReason reason, long _) -> hangUp(reason);
            case State.Ringing _, State.InChannel _, State.Ended _ -> List.of();
        };
    }

    /** When {@link #deadlineReached} is to be called next; {@link #NEVER} where nothing is waited for. */
    public long deadlineNanos() {
        return switch (state) {
            case State.AskingPin(PinEntry entry, int _, long reprompt, long ends) ->
                Math.min(ends, entry.isEmpty() ? reprompt : entry.deadlineNanos());
            case State.Judging(int _, long ends) -> ends;
            case State.Pausing(PinVerdict.Outcome _, int _, long until, long _) -> until;
            case State.Leaving(EndReason _, long ends) -> ends;
            case State.Ringing _, State.InChannel _, State.Ended _ -> NEVER;
        };
    }

    private List<Action> ask(int tried, long endsNanos, Prompt... prompts) {
        state = new State.AskingPin(new PinEntry(), tried, NEVER, endsNanos);
        return List.of(new Action.Say(List.of(prompts)));
    }

    private List<Action> pinKey(State.AskingPin asking, char key, long nowNanos) {
        if (key >= 'A' && key <= 'D') {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        if (asking.repromptNanos() == NEVER) {
            actions.add(new Action.Say(List.of()));
        }
        Optional<Secret> pin = asking.entry().key(key, nowNanos);
        if (pin.isPresent()) {
            state = new State.Judging(asking.tried() + 1, asking.endsNanos());
            actions.add(new Action.TryPin(pin.get()));
        } else {
            state = new State.AskingPin(asking.entry(), asking.tried(), nowNanos + SILENCE_NANOS, asking.endsNanos());
        }
        return List.copyOf(actions);
    }

    private List<Action> askingDeadline(State.AskingPin asking, long nowNanos) {
        if (nowNanos >= asking.endsNanos()) {
            return leave(EndReason.PIN_REFUSED, Prompt.PIN_REFUSED, nowNanos);
        }
        Optional<Secret> pin = asking.entry().deadlineReached(nowNanos);
        if (pin.isEmpty()) {
            return ask(asking.tried(), asking.endsNanos(), Prompt.ENTER_PIN);
        }
        state = new State.Judging(asking.tried() + 1, asking.endsNanos());
        return List.of(new Action.TryPin(pin.get()));
    }

    private List<Action> speakVerdict(State.Pausing pausing, long nowNanos) {
        return switch (pausing.outcome()) {
            case RIGHT -> enter();
            case WRONG ->
                pausing.tried() < MAX_TRIES
                        ? ask(pausing.tried(), pausing.endsNanos(), Prompt.PIN_WRONG, Prompt.ENTER_PIN)
                        : leave(EndReason.PIN_REFUSED, Prompt.PIN_REFUSED, nowNanos);
            case REFUSED -> leave(EndReason.PIN_REFUSED, Prompt.PIN_REFUSED, nowNanos);
        };
    }

    private List<Action> enter() {
        state = new State.InChannel(new ChannelKeys());
        return muted
                ? List.of(new Action.EnterChannel(), new Action.Say(List.of(Prompt.MUTED)))
                : List.of(new Action.EnterChannel());
    }

    private List<Action> changeMute(boolean mute, boolean byOther) {
        muted = mute;
        mutedByOther = byOther;
        return List.of(new Action.Mute(mute), new Action.Say(List.of(mute ? Prompt.MUTED : Prompt.UNMUTED)));
    }

    /** Whoever leaves is no longer heard while he is told so. */
    private List<Action> leave(EndReason reason, Prompt lastWords, long nowNanos) {
        return switch (state) {
            case State.Leaving _, State.Ended _ -> List.of();
            case State.Ringing _ -> hangUp(reason);
            case State.AskingPin _, State.Judging _, State.Pausing _, State.InChannel _ -> {
                state = new State.Leaving(reason, nowNanos + LAST_WORDS_NANOS);
                yield List.of(new Action.Mute(true), new Action.Say(List.of(lastWords)));
            }
        };
    }

    private List<Action> hangUp(EndReason reason) {
        state = new State.Ended();
        return List.of(new Action.HangUp(reason));
    }
}
