package dev.partyline.sip.call;

import dev.partyline.media.PhoneMedia;
import dev.partyline.media.prompt.Spoken;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.Goal;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Knock;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.Question;
import dev.partyline.sip.Routing;
import dev.partyline.sip.attendant.Action;
import dev.partyline.sip.attendant.Attendant;
import dev.partyline.sip.transport.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does what the attendant wants: prompts and mute to the media, questions to the application, on a thread that may wait. */
final class Conversation {
    private final CallContext context;
    private final InboundCall call;
    private final Routing.Answered routing;
    private final PhoneMedia media;
    private final Consumer<CallEvent> mailbox;
    private final Attendant attendant;
    private List<Spoken> said = List.of();
    private volatile boolean muted;
    private volatile boolean mutedItself;
    private volatile boolean handRaised;
    private volatile boolean awaitsHost;
    private volatile Goal.@Nullable Admitted admitted;
    private volatile EntryVerdict.Outcome.@Nullable In in;
    private @Nullable EndReason over;

    Conversation(
            CallContext context,
            InboundCall call,
            Routing.Answered routing,
            PhoneMedia media,
            Consumer<CallEvent> mailbox) {
        this.context = context;
        this.call = call;
        this.routing = routing;
        this.media = media;
        this.mailbox = mailbox;
        this.attendant = new Attendant(routing);
    }

    void begin(long nowNanos) {
        perform(attendant.answered(nowNanos));
    }

    void digit(char digit, long nowNanos) {
        perform(attendant.digit(digit, nowNanos));
    }

    /** The end of what was said before, told while something else is being said, is no news. */
    void promptsEnded(List<Spoken> prompts, long nowNanos) {
        if (prompts.equals(said)) {
            perform(attendant.promptsEnded(nowNanos));
        }
    }

    void judged(EntryVerdict verdict, long nowNanos) {
        perform(attendant.verdict(verdict, nowNanos));
    }

    void answered(Question.Answer answer) {
        perform(attendant.answered(answer));
    }

    void lowerHand() {
        perform(attendant.handLowered());
    }

    void mute(boolean mute) {
        perform(attendant.mutedByOther(mute));
    }

    void remove(long nowNanos) {
        perform(attendant.removed(nowNanos));
    }

    void hostLeft(long nowNanos) {
        perform(attendant.hostLeft(nowNanos));
    }

    void closing(long nowNanos) {
        perform(attendant.bridgeClosing(nowNanos));
    }

    long deadlineNanos() {
        return attendant.deadlineNanos();
    }

    void due(long nowNanos) {
        perform(attendant.deadlineReached(nowNanos));
    }

    /** Why the attendant ends the call; null while he doesn't. */
    @Nullable
    EndReason over() {
        return over;
    }

    boolean muted() {
        return muted;
    }

    boolean mutedItself() {
        return mutedItself;
    }

    boolean handRaised() {
        return handRaised;
    }

    boolean host() {
        EntryVerdict.Outcome.In entered = in;
        return entered != null && entered.host();
    }

    /** Null where he is in no channel. */
    @Nullable
    PresentCall present() {
        EntryVerdict.Outcome.In entered = in;
        return entered == null ? null : new PresentCall(entered.channelName(), entered.host());
    }

    LiveCall.Phase phase() {
        if (in != null) {
            return LiveCall.Phase.IN_CHANNEL;
        }
        return awaitsHost ? LiveCall.Phase.AWAITS_HOST : LiveCall.Phase.AT_THE_DOOR;
    }

    /** Where he is or wants to go; empty while that is not known. */
    String channelName() {
        EntryVerdict.Outcome.In entered = in;
        if (entered != null) {
            return entered.channelName();
        }
        Goal.Admitted goal = admitted;
        if (goal != null) {
            return goal.name();
        }
        return routing instanceof Routing.ToChannel channel ? channel.channelName() : "";
    }

    private void perform(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Say(List<Spoken> spoken) -> {
                    said = spoken;
                    media.say(spoken);
                }
                case Action.TryToEnter(Knock knock) -> tryToEnter(knock);
                case Action.PlayMusic music -> media.waitWithMusic();
                case Action.EnterChannel(EntryVerdict.Outcome.In entered) -> {
                    in = entered;
                    media.enter(entered.room());
                }
                case Action.Mute(boolean mute) -> media.mute(mute);
                case Action.Volume(int decibels) -> media.volume(decibels);
                case Action.Ask(Question question) -> ask(question);
                case Action.HangUp(EndReason reason) -> over = reason;
            }
        }
        mutedItself = attendant.mutedItself();
        muted = attendant.muted();
        handRaised = attendant.handRaised();
        awaitsHost = attendant.awaitsHost();
        admitted = attendant.admitted();
    }

    private void tryToEnter(Knock knock) {
        EntryVerdict otherwise = new EntryVerdict(new EntryVerdict.Outcome.OutOfReach(), Duration.ZERO);
        application("enter", () -> context.handler().enter(call, knock), otherwise, CallEvent.Judged::new);
    }

    private void ask(Question question) {
        EntryVerdict.Outcome.In entered = in;
        if (entered != null) {
            application(
                    "ask",
                    () -> context.handler().answer(call, entered.room(), entered.host(), question),
                    null,
                    CallEvent.Answered::new);
        }
    }

    /** The application may wait for a database; the call goes on hearing a BYE meanwhile. */
    private <T> void application(String what, Callable<T> asked, @Nullable T otherwise, Function<T, CallEvent> told) {
        Thread.ofVirtual().name(what + "-wait-" + call.id()).start(() -> {
            @Nullable T answer;
            try {
                answer = Deadline.call(what + "-" + call.id(), context.timers().decision(), asked);
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                context.drops().count(what + "-unanswered");
                answer = otherwise;
            }
            if (answer != null) {
                mailbox.accept(told.apply(answer));
            }
        });
    }
}
