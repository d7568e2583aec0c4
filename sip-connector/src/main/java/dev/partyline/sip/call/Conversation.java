package dev.partyline.sip.call;

import dev.partyline.media.PhoneMedia;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import dev.partyline.sip.attendant.Action;
import dev.partyline.sip.attendant.Attendant;
import dev.partyline.sip.transport.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what the attendant wants: prompts and mute to the media, PINs to the application, on a thread that may wait. */
final class Conversation {
    private final CallContext context;
    private final InboundCall call;
    private final Routing.ToChannel channel;
    private final PhoneMedia media;
    private final Consumer<CallEvent> mailbox;
    private final Attendant attendant;
    private List<Prompt> said = List.of();
    private volatile boolean muted;
    private volatile boolean mutedItself;
    private volatile boolean inChannel;
    private @Nullable EndReason over;

    Conversation(
            CallContext context,
            InboundCall call,
            Routing.ToChannel channel,
            PhoneMedia media,
            Consumer<CallEvent> mailbox) {
        this.context = context;
        this.call = call;
        this.channel = channel;
        this.media = media;
        this.mailbox = mailbox;
        this.attendant = new Attendant(channel.asksPin());
    }

    void begin(long nowNanos) {
        perform(attendant.answered(nowNanos));
    }

    void digit(char digit, long nowNanos) {
        perform(attendant.digit(digit, nowNanos));
    }

    /** The end of what was said before, told while something else is being said, is no news. */
    void promptsEnded(List<Prompt> prompts, long nowNanos) {
        if (prompts.equals(said)) {
            perform(attendant.promptsEnded(nowNanos));
        }
    }

    void pinTried(PinVerdict verdict, long nowNanos) {
        perform(attendant.verdict(verdict, nowNanos));
    }

    void mute(boolean mute) {
        perform(attendant.mutedByOther(mute));
    }

    void remove(long nowNanos) {
        perform(attendant.removed(nowNanos));
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

    LiveCall.Phase phase() {
        return inChannel || !channel.asksPin() ? LiveCall.Phase.IN_CHANNEL : LiveCall.Phase.ASKED_FOR_PIN;
    }

    private void perform(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Say(List<Prompt> prompts) -> {
                    said = prompts;
                    media.say(prompts);
                }
                case Action.TryPin(Secret pin) -> tryPin(pin);
                case Action.EnterChannel enter -> {
                    inChannel = true;
                    media.enter(channel.room());
                }
                case Action.Mute(boolean mute) -> media.mute(mute);
                case Action.HangUp(EndReason reason) -> over = reason;
            }
        }
        mutedItself = attendant.mutedItself();
        muted = attendant.muted();
    }

    /** The application may wait for a database; the call goes on hearing a BYE meanwhile. */
    private void tryPin(Secret pin) {
        Thread.ofVirtual().name("pin-wait-" + call.id()).start(() -> {
            PinVerdict verdict;
            try {
                verdict = Deadline.call(
                        "pin-" + call.id(),
                        context.timers().decision(),
                        () -> context.handler().tryPin(call, channel.room(), pin));
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                context.drops().count("pin-unjudged");
                verdict = new PinVerdict(PinVerdict.Outcome.REFUSED, Duration.ZERO);
            }
            mailbox.accept(new CallEvent.PinTried(verdict));
        });
    }
}
