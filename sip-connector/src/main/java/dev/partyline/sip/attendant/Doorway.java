package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Goal;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way in: asks for a conference number and its PIN, or for a PIN, or for nothing, and has what was typed judged. Keys that
 * come while it is being judged are dropped: nobody can queue up guesses. Unknown numbers and wrong PINs are asked for
 * and answered alike.
 */
final class Doorway {
    static final int MAX_TRIES = 3;
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(90);
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** More than the application has to answer. */
    static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);

    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);
    static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Of questions that not one key was pressed to: then the caller's keys may not come through at all. */
    private static final int UNANSWERED = 2;

    /** How the caller's time here ended. */
    sealed interface Exit {
        /** @param waited whether he has been waiting for a host */
        record Enter(Outcome.In in, boolean waited) implements Exit {}

        record Leave(EndReason reason, Prompt lastWords) implements Exit {}
    }

    private enum Asked {
        NUMBER,
        PIN,
        /** Or {@code #} alone. */
        HOST_PIN
    }

    private sealed interface State {
        /** @param repromptNanos when to ask again; {@link Attendant#NEVER} while a prompt is spoken */
        record Asking(Asked asked, DigitEntry entry, long repromptNanos) implements State {}

        record Judging() implements State {}

        /** The verdict is known, and is kept back. */
        record Pausing(Outcome outcome, long untilNanos) implements State {}

        /** For a host; from time to time it is asked whether one is there. */
        record Waiting(long nextLookNanos) implements State {}

        record Over(Exit exit) implements State {}
    }

    private final Asked first;
    private long endsNanos;
    /** Null until he has typed its number. */
    private @Nullable Goal goal;

    private State state = new State.Judging();
    private int tried;
    private int unanswered;
    private boolean keysHeard;
    private boolean awaitsHost;

    private Doorway(Asked first, @Nullable Goal goal, long nowNanos) {
        this.first = first;
        this.goal = goal;
        endsNanos = nowNanos + LONGEST_NANOS;
    }

    static Doorway to(Routing.Answered routing, long nowNanos) {
        return switch (routing) {
            case Routing.ToAttendant _ -> new Doorway(Asked.NUMBER, null, nowNanos);
            case Routing.ToChannel(var room, String name, Routing.Asks asks, var _) ->
                new Doorway(
                        asks == Routing.Asks.HOST_PIN ? Asked.HOST_PIN : Asked.PIN,
                        new Goal.Channel(room, name),
                        nowNanos);
        };
    }

    /** He is asked for nothing. */
    List<Action> openUp() {
        return knock(null);
    }

    List<Action> welcome() {
        return ask(first, Prompt.WELCOME, question(first));
    }

    /** Null while he is here. */
    @Nullable
    Exit exit() {
        return state instanceof State.Over(Exit exit) ? exit : null;
    }

    /** Whether he may come in when a host is there. */
    boolean awaitsHost() {
        return awaitsHost;
    }

    /** Where he may go; null while he has not shown that he may. */
    Goal.@Nullable Admitted admitted() {
        return goal instanceof Goal.Admitted admitted ? admitted : null;
    }

    List<Action> key(char key, long nowNanos) {
        if (!(state instanceof State.Asking(Asked asked, DigitEntry entry, long reprompt))
                || (key >= 'A' && key <= 'D')) {
            return List.of();
        }
        keysHeard = true;
        List<Action> actions = new ArrayList<>();
        if (reprompt == Attendant.NEVER) {
            actions.add(Action.Say.of());
        }
        if (key == '*' && entry.isEmpty() && asked != first) {
            return ask(first, question(first));
        }
        boolean hasNone = key == '#' && entry.isEmpty() && asked == Asked.HOST_PIN;
        Optional<String> typed = entry.key(key, nowNanos);
        if (hasNone) {
            actions.addAll(knock(null));
        } else if (typed.isPresent()) {
            actions.addAll(typed(asked, typed.get()));
        } else {
            state = new State.Asking(asked, entry, nowNanos + SILENCE_NANOS);
        }
        return List.copyOf(actions);
    }

    void promptsEnded(long nowNanos) {
        if (state instanceof State.Asking(Asked asked, DigitEntry entry, long reprompt)
                && reprompt == Attendant.NEVER) {
            state = new State.Asking(asked, entry, nowNanos + SILENCE_NANOS);
        }
    }

    List<Action> verdict(EntryVerdict verdict, long nowNanos) {
        if (!(state instanceof State.Judging)) {
            return List.of();
        }
        long pauseNanos = Math.clamp(verdict.pause().toMillis(), 0, TimeUnit.NANOSECONDS.toMillis(MAX_PAUSE_NANOS))
                * TimeUnit.MILLISECONDS.toNanos(1);
        state = new State.Pausing(verdict.outcome(), nowNanos + pauseNanos);
        return deadlineReached(nowNanos);
    }

    List<Action> deadlineReached(long nowNanos) {
        if (nowNanos < deadlineNanos()) {
            return List.of();
        }
        return switch (state) {
            case State.Asking(Asked asked, DigitEntry entry, long _) -> askingDeadline(asked, entry, nowNanos);
            case State.Judging _ -> giveUp();
            case State.Pausing(Outcome outcome, long _) -> tell(outcome, nowNanos);
            case State.Waiting _ -> nowNanos >= endsNanos ? giveUp() : knock(null);
            case State.Over _ -> List.of();
        };
    }

    long deadlineNanos() {
        return switch (state) {
            case State.Asking(Asked _, DigitEntry entry, long reprompt) ->
                Math.min(endsNanos, entry.isEmpty() ? reprompt : entry.deadlineNanos());
            case State.Judging _ -> endsNanos;
            case State.Pausing(Outcome _, long until) -> until;
            case State.Waiting(long nextLook) -> Math.min(nextLook, endsNanos);
            case State.Over _ -> Attendant.NEVER;
        };
    }

    private List<Action> askingDeadline(Asked asked, DigitEntry entry, long nowNanos) {
        if (nowNanos >= endsNanos) {
            return giveUp();
        }
        Optional<String> typed = entry.deadlineReached(nowNanos);
        if (typed.isPresent()) {
            return typed(asked, typed.get());
        }
        unanswered++;
        if (!keysHeard && unanswered == UNANSWERED && asked == Asked.HOST_PIN) {
            // Guests need none: nobody is kept out because his keys are not heard.
            return knock(null);
        }
        return !keysHeard && unanswered == UNANSWERED
                ? ask(asked, Prompt.NO_KEYS, question(asked))
                : ask(asked, question(asked));
    }

    private List<Action> typed(Asked asked, String digits) {
        if (asked == Asked.NUMBER) {
            goal = new Goal.Conference(digits);
            return ask(Asked.PIN, Prompt.ENTER_PIN);
        }
        return knock(new Secret(digits));
    }

    private List<Action> knock(@Nullable Secret pin) {
        Goal wanted = goal;
        if (wanted == null) {
            throw new IllegalStateException("nobody knocks before he has said where");
        }
        tried += pin == null ? 0 : 1;
        state = new State.Judging();
        return List.of(new Action.TryToEnter(new Knock(wanted, pin)));
    }

    private List<Action> tell(Outcome outcome, long nowNanos) {
        return switch (outcome) {
            case Outcome.In in -> {
                state = new State.Over(new Exit.Enter(in, awaitsHost));
                yield List.of();
            }
            case Outcome.Known(Goal.Admitted admitted) -> {
                goal = admitted;
                // However late he typed it.
                endsNanos = Math.max(endsNanos, nowNanos + ANSWER_NANOS);
                yield knock(null);
            }
            case Outcome.AwaitsHost(Goal.Admitted admitted) -> waitForHost(admitted, nowNanos);
            case Outcome.Wrong _ when awaitsHost -> leave(EndReason.ROUTING_UNAVAILABLE, Prompt.OUT_OF_REACH);
            case Outcome.Wrong _ -> tried < MAX_TRIES ? ask(first, wrong(), question(first)) : giveUp();
            case Outcome.Refused _ -> giveUp();
            case Outcome.Locked _ -> leave(EndReason.CHANNEL_LOCKED, Prompt.LOCKED_OUT);
            case Outcome.Full _ -> leave(EndReason.CHANNEL_FULL, Prompt.FULL);
            case Outcome.OutOfReach _ -> leave(EndReason.ROUTING_UNAVAILABLE, Prompt.OUT_OF_REACH);
        };
    }

    private List<Action> waitForHost(Goal.Admitted admitted, long nowNanos) {
        state = new State.Waiting(nowNanos + LOOK_NANOS);
        if (awaitsHost) {
            return List.of();
        }
        awaitsHost = true;
        endsNanos = nowNanos + LONGEST_WAIT_NANOS;
        goal = admitted;
        return List.of(new Action.PlayMusic(), Action.Say.of(Prompt.WAIT_FOR_HOST));
    }

    private List<Action> ask(Asked asked, Prompt... prompts) {
        state = new State.Asking(asked, new DigitEntry(), Attendant.NEVER);
        return List.of(Action.Say.of(prompts));
    }

    private static Prompt question(Asked asked) {
        return switch (asked) {
            case NUMBER -> Prompt.ENTER_CONFERENCE;
            case PIN -> Prompt.ENTER_PIN;
            case HOST_PIN -> Prompt.ENTER_HOST_PIN;
        };
    }

    private Prompt wrong() {
        return first == Asked.NUMBER ? Prompt.CONFERENCE_WRONG : Prompt.PIN_WRONG;
    }

    private List<Action> giveUp() {
        if (awaitsHost) {
            return leave(EndReason.NO_HOST, Prompt.NO_HOST);
        }
        return leave(EndReason.PIN_REFUSED, first == Asked.NUMBER ? Prompt.CONFERENCE_REFUSED : Prompt.PIN_REFUSED);
    }

    private List<Action> leave(EndReason reason, Prompt lastWords) {
        state = new State.Over(new Exit.Leave(reason, lastWords));
        return List.of();
    }
}
