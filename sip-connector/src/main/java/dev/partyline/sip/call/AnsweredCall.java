package dev.partyline.sip.call;

import dev.partyline.media.DigitWay;
import dev.partyline.media.LegEvent;
import dev.partyline.media.prompt.Spoken;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call from our 200 to its end. It only routes events and deadlines: what they mean stands in {@link InDialogue} and
 * {@link Conversation}.
 */
final class AnsweredCall {
    private final CallContext context;
    private final InboundCall call;
    private final InviteAnswering.Ready ready;
    private final Consumer<CallEvent> mailbox;
    private final Dialogue dialogue;
    private final InDialogue requests;
    private final Conversation conversation;
    private final DigitOnce once = new DigitOnce();
    private final Instant since;

    private CallState state = new CallState.Up(false);
    private @Nullable Instant hungUp;
    private String detail = "";

    AnsweredCall(
            CallContext context,
            InboundCall call,
            IncomingRequest invite,
            String localTag,
            InviteAnswering.Ready ready,
            Predicate<InetAddress> ofTrunk,
            Consumer<CallEvent> mailbox) {
        this.context = context;
        this.call = call;
        this.ready = ready;
        this.mailbox = mailbox;
        this.dialogue = new Dialogue(invite, localTag, ready.contact(), ofTrunk);
        this.requests = new InDialogue(context, dialogue, ready.session(), invite, ready.ourContact(), mailbox);
        this.conversation = new Conversation(context, call, ready.routing(), ready.media(), mailbox);
        this.since = context.clock().instant();
    }

    /** Sends the 200. */
    void begin(long nowNanos) {
        requests.answerFirst(ready.sdp(), nowNanos);
    }

    boolean owns(IncomingRequest request) {
        return dialogue.matches(request);
    }

    /** From answer to hang-up, or to now. */
    Duration talked() {
        Instant end = hungUp;
        return Duration.between(since, end == null ? context.clock().instant() : end);
    }

    /** Why it ended; null while it hasn't. */
    @Nullable
    EndReason over() {
        return state instanceof CallState.Ended(EndReason reason) ? reason : null;
    }

    /** Why it is ending, where it is. */
    @Nullable
    EndReason ending() {
        return state instanceof CallState.HangingUp(EndReason reason, long until) ? reason : over();
    }

    /** Empty while nobody knows. */
    String channelName() {
        return conversation.channelName();
    }

    String detail() {
        return detail;
    }

    void on(CallEvent event, long nowNanos) {
        switch (event) {
            case CallEvent.Request(IncomingRequest request) -> request(request, nowNanos);
            // The 200 was faster: the caller has to hang up (RFC 3261 section 9.1).
            case CallEvent.Cancelled cancelled -> {}
            case CallEvent.InviteAgain again -> requests.okAgain();
            case CallEvent.Media(LegEvent media) -> media(media, nowNanos);
            case CallEvent.KeySignalled(char digit, Duration held) ->
                key(digit, DigitWay.SIGNALLING, nowNanos - held.toNanos(), nowNanos);
            case CallEvent.Judged(var verdict) -> {
                if (talking()) {
                    conversation.judged(verdict, nowNanos);
                }
            }
            case CallEvent.Answered(var answer) -> {
                if (talking()) {
                    conversation.answered(answer);
                }
            }
            case CallEvent.HandSeen seen -> {
                if (talking()) {
                    conversation.lowerHand();
                }
            }
            case CallEvent.MuteAsked(boolean muted) -> {
                if (state instanceof CallState.Up) {
                    conversation.mute(muted);
                }
            }
            case CallEvent.HostLeft left -> conversation.hostLeft(nowNanos);
            case CallEvent.RemovalAsked removal -> conversation.remove(nowNanos);
            case CallEvent.Closing closing -> conversation.closing(nowNanos);
            case CallEvent.Shutdown shutdown -> hangUp(EndReason.SHUTDOWN, "", nowNanos);
            case CallEvent.Refreshed(Outcome outcome, String method, long cseq) -> {
                if (!requests.refreshed(outcome, method, cseq, nowNanos)) {
                    hangUp(EndReason.SESSION_EXPIRED, "the far end did not confirm the session", nowNanos);
                }
            }
            case CallEvent.OkAgain(long cseq) -> requests.ackAgain(cseq);
            case CallEvent.ByeAnswered answered -> {
                if (state instanceof CallState.HangingUp hanging) {
                    state = new CallState.Ended(hanging.reason());
                }
            }
        }
    }

    private void request(IncomingRequest request, long nowNanos) {
        // Its media is closed already: there is nothing left to agree on.
        if (state instanceof CallState.HangingUp
                && (request.method().equals("INVITE") || request.method().equals("UPDATE"))) {
            request.respond(Replies.noSuchCall());
            return;
        }
        switch (requests.handle(request, nowNanos)) {
            case NOTHING -> {}
            case ACKNOWLEDGED -> {
                if (state instanceof CallState.Up(boolean acknowledged) && !acknowledged) {
                    state = new CallState.Up(true);
                    conversation.begin(nowNanos);
                }
            }
            case NO_ANSWER_IN_ACK -> hangUp(EndReason.BAD_OFFER, "no usable answer in the ACK", nowNanos);
            case BYE -> {
                EndReason before = ending();
                state = new CallState.Ended(before == null ? EndReason.CALLER_HUNG_UP : before);
            }
        }
    }

    private void media(LegEvent event, long nowNanos) {
        switch (event) {
            case LegEvent.Digit(char digit, DigitWay way) -> key(digit, way, nowNanos, nowNanos);
            case LegEvent.PromptsEnded(List<Spoken> prompts) -> {
                if (talking()) {
                    conversation.promptsEnded(prompts, nowNanos);
                }
            }
            case LegEvent.MediaTimedOut timedOut ->
                hangUp(EndReason.MEDIA_TIMED_OUT, "no audio came any more", nowNanos);
        }
    }

    private void key(char digit, DigitWay way, long beganNanos, long nowNanos) {
        if (once.isNew(digit, way, beganNanos, nowNanos) && talking()) {
            conversation.digit(digit, nowNanos);
        }
    }

    private boolean talking() {
        return state instanceof CallState.Up(boolean acknowledged) && acknowledged;
    }

    private void hangUp(EndReason reason, String why, long nowNanos) {
        if (!(state instanceof CallState.Up)) {
            return;
        }
        detail = why;
        hungUp = context.clock().instant();
        // The far end may take its time to answer the BYE; nobody in the room should wait for that.
        ready.media().close();
        state = new CallState.HangingUp(
                reason, nowNanos + context.timers().goodbye().toNanos());
        requests.bye(outcome -> mailbox.accept(new CallEvent.ByeAnswered()));
    }

    long deadlineNanos() {
        return switch (state) {
            case CallState.HangingUp(EndReason reason, long until) -> until;
            case CallState.Up up -> Math.min(requests.deadlineNanos(), conversation.deadlineNanos());
            case CallState.Ended ended -> Long.MAX_VALUE;
        };
    }

    void due(long nowNanos) {
        switch (state) {
            case CallState.Up up -> {
                EndReason late = requests.due(nowNanos);
                if (late != null) {
                    hangUp(late, late == EndReason.NO_ACK ? "no ACK to our 200" : "the session expired", nowNanos);
                    return;
                }
                conversation.due(nowNanos);
                // No BYE before the ACK, or before it is given up (RFC 3261 section 15).
                EndReason over = conversation.over();
                if (over != null && talking()) {
                    hangUp(over, "", nowNanos);
                }
            }
            case CallState.HangingUp(EndReason reason, long until) -> {
                if (nowNanos - until >= 0) {
                    state = new CallState.Ended(reason);
                }
            }
            case CallState.Ended ended -> {}
        }
    }

    /** Frees the media. A far end that was told of no end yet is told now, and not waited for. */
    void close() {
        try {
            if (state instanceof CallState.Up) {
                requests.bye(outcome -> {});
            }
        } finally {
            ready.media().close();
        }
    }

    @Nullable
    PresentCall present() {
        return conversation.present();
    }

    LiveCall snapshot() {
        return new LiveCall(
                call,
                conversation.channelName(),
                conversation.phase(),
                conversation.host(),
                since,
                conversation.muted(),
                conversation.mutedItself(),
                conversation.handRaised(),
                ready.session().held(),
                ready.session().codec(),
                ready.session().encryption(),
                ready.media().stats(),
                ready.session().eventsAgreed(),
                dialogue.callId());
    }

    CallRecord.Media media() {
        CallSession session = ready.session();
        return new CallRecord.Media(
                session.codec(),
                session.encryption(),
                session.eventsAgreed(),
                !session.held(),
                ready.media().stats());
    }
}
