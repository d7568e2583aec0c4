package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.EntryVerdict.Outcome.In;
import dev.partyline.sip.Goal;
import dev.partyline.sip.Question;
import dev.partyline.sip.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller from the answer to the last word: asks for what is needed to come in, lets him in, obeys his keys, and says
 * goodbye. It owns the call's one state of mute, hand and volume.
 *
 * <p>Every input returns what is to be done. Call {@link #deadlineReached} at {@link #deadlineNanos} or later.
 */
public final class Attendant {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long a last prompt may take before the call ends anyway. */
    static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private sealed interface State {
        record Ringing() implements State {}

        record AtTheDoor(Doorway doorway) implements State {}

        record InChannel(ChannelKeys keys, boolean host) implements State {}

        record Leaving(EndReason reason, long endsNanos) implements State {}

        record Ended() implements State {}
    }

    private final Routing.Answered routing;
    private final Volume volume = new Volume();
    private State state = new State.Ringing();
    private boolean muted;
    private boolean mutedByOther;
    private boolean handRaised;

    public Attendant(Routing.Answered routing) {
        this.routing = routing;
    }

    public boolean muted() {
        return muted;
    }

    /** Whether it is muted by its own key, which nobody else takes back. */
    public boolean mutedItself() {
        return muted && !mutedByOther;
    }

    public boolean handRaised() {
        return handRaised;
    }

    public boolean inChannel() {
        return state instanceof State.InChannel;
    }

    /** Whether he may come in, and waits for a host. */
    public boolean awaitsHost() {
        return state instanceof State.AtTheDoor(Doorway doorway) && doorway.awaitsHost();
    }

    /** Where he may go, and waits to be let in; null before and after. */
    public Goal.@Nullable Admitted admitted() {
        return state instanceof State.AtTheDoor(Doorway doorway) ? doorway.admitted() : null;
    }

    /** The call is up and media flows. */
    public List<Action> answered(long nowNanos) {
        if (!(state instanceof State.Ringing)) {
            return List.of();
        }
        Doorway doorway = Doorway.to(routing, nowNanos);
        state = new State.AtTheDoor(doorway);
        boolean open = routing instanceof Routing.ToChannel channel && channel.asks() == Routing.Asks.NOTHING;
        return open ? doorway.openUp() : doorway.welcome();
    }

    /** A key was pressed, one of {@code 0-9 * # A-D}. */
    public List<Action> digit(char key, long nowNanos) {
        return switch (state) {
            case State.AtTheDoor(Doorway doorway) -> passing(doorway, doorway.key(key, nowNanos), nowNanos);
            case State.InChannel(ChannelKeys keys, boolean host) ->
                keys.key(key, nowNanos).map(command -> obey(command, host)).orElse(List.of());
            case State.Ringing _, State.Leaving _, State.Ended _ -> List.of();
        };
    }

    /** Everything last said has been heard. */
    public List<Action> promptsEnded(long nowNanos) {
        return switch (state) {
            case State.AtTheDoor(Doorway doorway) -> {
                doorway.promptsEnded(nowNanos);
                yield List.of();
            }
            case State.Leaving(EndReason reason, long _) -> hangUp(reason);
            case State.Ringing _, State.InChannel _, State.Ended _ -> List.of();
        };
    }

    /** What became of the last {@link Action.TryToEnter}. */
    public List<Action> verdict(EntryVerdict verdict, long nowNanos) {
        return state instanceof State.AtTheDoor(Doorway doorway)
                ? passing(doorway, doorway.verdict(verdict, nowNanos), nowNanos)
                : List.of();
    }

    /** What is to be said to the last {@link Action.Ask}. */
    public List<Action> answered(Question.Answer answer) {
        return inChannel() ? List.of(Announcement.of(answer)) : List.of();
    }

    /**
     * A host or an operator mutes the phone, or takes that back; the mute of its own keys he leaves. A prompt at the door
     * goes on; the caller is told when he is in.
     */
    public List<Action> mutedByOther(boolean mute) {
        if (mute == muted || mutedItself()) {
            return List.of();
        }
        return switch (state) {
            case State.Leaving _, State.Ended _ -> List.of();
            case State.InChannel _ -> changeMute(mute, mute);
            case State.Ringing _, State.AtTheDoor _ -> {
                muted = mute;
                mutedByOther = mute;
                yield List.of(new Action.Mute(mute));
            }
        };
    }

    /** A host has seen the hand. */
    public List<Action> handLowered() {
        return handRaised && inChannel() ? changeHand(false) : List.of();
    }

    /** An operator removes the phone. */
    public List<Action> removed(long nowNanos) {
        return leave(EndReason.REMOVED_BY_ADMIN, Prompt.REMOVED, nowNanos);
    }

    /** The conference is over: it ends with its host. */
    public List<Action> hostLeft(long nowNanos) {
        return leave(EndReason.HOST_LEFT, Prompt.HOST_LEFT, nowNanos);
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
            case State.AtTheDoor(Doorway doorway) -> passing(doorway, doorway.deadlineReached(nowNanos), nowNanos);
            case State.Leaving(EndReason reason, long _) -> hangUp(reason);
            case State.Ringing _, State.InChannel _, State.Ended _ -> List.of();
        };
    }

    /** When {@link #deadlineReached} is to be called next; {@link #NEVER} where nothing is waited for. */
    public long deadlineNanos() {
        return switch (state) {
            case State.AtTheDoor(Doorway doorway) -> doorway.deadlineNanos();
            case State.Leaving(EndReason _, long ends) -> ends;
            case State.Ringing _, State.InChannel _, State.Ended _ -> NEVER;
        };
    }

    private List<Action> passing(Doorway doorway, List<Action> actions, long nowNanos) {
        List<Action> then = switch (doorway.exit()) {
            case null -> List.of();
            case Doorway.Exit.Enter(In in, boolean waited) -> enter(in, waited);
            case Doorway.Exit.Leave(EndReason reason, Prompt lastWords) -> leave(reason, lastWords, nowNanos);
        };
        List<Action> all = new ArrayList<>(actions);
        all.addAll(then);
        return List.copyOf(all);
    }

    private List<Action> enter(In in, boolean waited) {
        state = new State.InChannel(new ChannelKeys(), in.host());
        List<Prompt> prompts = new ArrayList<>();
        if (waited) {
            prompts.add(Prompt.HOST_IS_HERE);
        }
        if (in.host()) {
            prompts.add(Prompt.YOU_ARE_HOST);
        }
        if (muted) {
            prompts.add(Prompt.MUTED);
        }
        return prompts.isEmpty()
                ? List.of(new Action.EnterChannel(in))
                : List.of(new Action.EnterChannel(in), Action.Say.of(prompts.toArray(Prompt[]::new)));
    }

    private List<Action> obey(Command command, boolean host) {
        return switch (command) {
            case MUTE -> changeMute(!muted, false);
            case HAND -> changeHand(!handRaised);
            case LOUDER -> volume.louder();
            case QUIETER -> volume.quieter();
            case WHO_IS_HERE -> List.of(new Action.Ask(Question.WHO_IS_HERE));
            case LOCK ->
                host ? List.of(new Action.Ask(Question.TOGGLE_LOCK)) : answered(new Question.Answer.NotAllowed());
            case HELP -> List.of(host ? Action.Say.of(Prompt.HELP, Prompt.HELP_HOST) : Action.Say.of(Prompt.HELP));
        };
    }

    private List<Action> changeMute(boolean mute, boolean byOther) {
        muted = mute;
        mutedByOther = byOther;
        return List.of(new Action.Mute(mute), Action.Say.of(mute ? Prompt.MUTED : Prompt.UNMUTED));
    }

    private List<Action> changeHand(boolean raised) {
        handRaised = raised;
        return List.of(Action.Say.of(raised ? Prompt.HAND_RAISED : Prompt.HAND_LOWERED));
    }

    /** Whoever leaves is no longer heard while he is told so. */
    private List<Action> leave(EndReason reason, Prompt lastWords, long nowNanos) {
        return switch (state) {
            case State.Leaving _, State.Ended _ -> List.of();
            case State.Ringing _ -> hangUp(reason);
            case State.AtTheDoor _, State.InChannel _ -> {
                state = new State.Leaving(reason, nowNanos + LAST_WORDS_NANOS);
                yield List.of(new Action.Mute(true), Action.Say.of(lastWords));
            }
        };
    }

    private List<Action> hangUp(EndReason reason) {
        state = new State.Ended();
        return List.of(new Action.HangUp(reason));
    }
}
