package dev.partyline.sip.call;

import dev.partyline.sip.CallId;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, from its INVITE to its end, on one virtual thread with one mailbox: answers or refuses the INVITE, feeds the
 * {@link AnsweredCall}, and leaves nothing behind.
 */
final class SipCall implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SipCall.class);
    private static final int MAILBOX = 128;

    private final CallContext context;
    private final SipCalls calls;
    private final TrunkAdmission.Admitted admitted;
    private final IncomingRequest invite;
    private final InboundCall call;
    private final BlockingQueue<CallEvent> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final Instant began;
    private final String localTag = Tags.next();

    private volatile @Nullable AnsweredCall answered;
    private volatile @Nullable Thread thread;
    private volatile boolean finished;
    private int status = 500;
    private String detail = "";
    private @Nullable String channelName;
    private boolean hasPlace;

    SipCall(CallContext context, SipCalls calls, TrunkAdmission.Admitted admitted, IncomingRequest invite) {
        this.context = context;
        this.calls = calls;
        this.admitted = admitted;
        this.invite = invite;
        this.call = new InboundCall(
                new CallId(Tags.shortId()), admitted.trunk().name(), admitted.dialled(), admitted.caller());
        this.began = context.clock().instant();
        invite.localTag(localTag);
    }

    CallId id() {
        return call.id();
    }

    String trunk() {
        return call.trunk();
    }

    String localTag() {
        return localTag;
    }

    /** Whether this is our INVITE once more, or the CANCEL of it (RFC 3261 sections 9.1 and 17.2.3). */
    boolean isAgain(IncomingRequest request) {
        return request.branch().equals(invite.branch())
                && request.cseq() == invite.cseq()
                && request.source().protocol() == invite.source().protocol();
    }

    boolean owns(IncomingRequest request) {
        AnsweredCall up = answered;
        return up != null && up.owns(request);
    }

    /** Puts an event into the mailbox, from any thread, at once. */
    void post(CallEvent event) {
        if (!mailbox.offer(event)) {
            context.drops().count("mailbox-full");
            refuse(event, Replies.tryLater());
        } else if (finished) {
            refuseLeft();
        }
    }

    /** Ends the call without waiting for the far end any longer. */
    void abandon() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        EndReason reason = EndReason.FAULT;
        try {
            reason = live();
        } catch (InterruptedException e) {
            AnsweredCall up = answered;
            EndReason ending = up == null ? null : up.ending();
            reason = ending == null ? EndReason.SHUTDOWN : ending;
            status = up == null ? 503 : status;
            invite.respond(Replies.unavailable());
        } catch (Throwable t) {
            detail = "a fault of the bridge: " + t.getClass().getSimpleName();
            context.drops().count("fault-" + t.getClass().getSimpleName());
            LOG.error("Call {} failed", call.id(), t);
            invite.respond(Reply.of(500));
        } finally {
            finish(reason);
        }
    }

    private long now() {
        return context.nanos().getAsLong();
    }

    private EndReason live() throws InterruptedException {
        EndReason noPlace = calls.takePlace(admitted.trunk());
        hasPlace = noPlace == null;
        InviteAnswering answering = new InviteAnswering(context, invite, call, admitted.trunk());
        return switch (answering.answer(noPlace, event -> post(new CallEvent.Media(event)))) {
            case InviteAnswering.Refused refused -> refuse(refused);
            case InviteAnswering.Ready ready -> {
                channelName = InviteAnswering.channelName(ready.routing());
                InviteAnswering.Refused late = secondThoughts();
                if (late != null) {
                    ready.media().close();
                    yield refuse(late);
                }
                yield talk(ready);
            }
        };
    }

    private EndReason refuse(InviteAnswering.Refused refused) {
        status = refused.reply().status();
        detail = refused.detail();
        channelName = refused.channelName() != null ? refused.channelName() : channelName;
        // Whoever mends what was wrong tries again at once, with the same Call-ID (RFC 3261 section 8.1.3.5).
        calls.ended(this, invite);
        invite.respond(refused.reply());
        return refused.reason();
    }

    /** What refuses a call that could be answered. */
    private InviteAnswering.@Nullable Refused secondThoughts() {
        for (CallEvent waiting : mailbox) {
            if (waiting instanceof CallEvent.Cancelled) {
                return new InviteAnswering.Refused(Reply.of(487), EndReason.CALLER_CANCELLED, "", null);
            }
            if (waiting instanceof CallEvent.Shutdown) {
                return new InviteAnswering.Refused(Replies.unavailable(), EndReason.SHUTDOWN, "", null);
            }
        }
        Reply timerRefusal = CallTimer.refusal(invite, now());
        return timerRefusal == null
                ? null
                : new InviteAnswering.Refused(
                        timerRefusal, EndReason.BAD_OFFER, "a session interval that is too small", null);
    }

    private EndReason talk(InviteAnswering.Ready ready) throws InterruptedException {
        AnsweredCall up = new AnsweredCall(context, call, invite, localTag, ready, admitted.ofTrunk(), this::post);
        answered = up;
        status = 200;
        calls.countAnswered();
        up.begin(now());
        EndReason over = up.over();
        while (over == null) {
            CallEvent event = mailbox.poll(Math.max(0, up.deadlineNanos() - now()), TimeUnit.NANOSECONDS);
            if (event != null) {
                up.on(event, now());
            }
            up.due(now());
            over = up.over();
        }
        detail = up.detail();
        return over;
    }

    /** Null where it is in no channel. */
    @Nullable
    PresentCall present() {
        AnsweredCall up = answered;
        return up == null ? null : up.present();
    }

    /** A snapshot for the list of live calls; null before the answer. */
    @Nullable
    LiveCall snapshot() {
        AnsweredCall up = answered;
        return up == null ? null : up.snapshot();
    }

    private void finish(EndReason reason) {
        AnsweredCall up = answered;
        try {
            if (up != null) {
                up.close();
            }
        } finally {
            if (hasPlace) {
                calls.freePlace(admitted.trunk());
            }
            calls.ended(this, invite);
            finished = true;
            refuseLeft();
            Duration talked = up == null ? null : up.talked();
            String entered = up == null ? "" : up.channelName();
            context.handler()
                    .ended(new CallRecord(
                            call,
                            entered.isEmpty() ? channelName : entered,
                            began,
                            talked,
                            status,
                            reason,
                            detail,
                            invite.callId(),
                            up == null ? null : up.media()));
        }
    }

    /** What was posted by somebody who found this call before it was gone. */
    private void refuseLeft() {
        for (CallEvent left = mailbox.poll(); left != null; left = mailbox.poll()) {
            refuse(left, Replies.noSuchCall());
        }
    }

    private static void refuse(CallEvent event, Reply reply) {
        if (event instanceof CallEvent.Request(IncomingRequest request)
                && !request.method().equals("ACK")) {
            request.respond(reply);
        }
    }
}
