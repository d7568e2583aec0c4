package dev.partyline.sip.call;

import dev.partyline.sip.sdp.SdpBody;
import dev.partyline.sip.stack.IncomingRequest;
import org.jspecify.annotations.Nullable;

/**
 * ACK: until it comes, our 200 to the INVITE goes out again and again (RFC 3261 section 13.3.1.4). Where the 200 carried
 * our offer, the ACK carries the answer (section 13.2.2.4).
 */
final class Ack {
    private final CallContext context;
    private final CallSession session;
    private final IncomingRequest firstInvite;
    private @Nullable PendingAck pending;

    Ack(CallContext context, CallSession session, IncomingRequest firstInvite) {
        this.context = context;
        this.session = session;
        this.firstInvite = firstInvite;
    }

    /** This INVITE has got its 200. */
    void await(IncomingRequest invite, boolean offered, long nowNanos) {
        pending = new PendingAck(invite, new AckWait(context.timers(), nowNanos), offered);
    }

    /** What we wait for; null where everything is acknowledged. */
    @Nullable
    PendingAck pending() {
        return pending;
    }

    InDialogue.Effect take(IncomingRequest ack) {
        PendingAck waiting = pending;
        if (waiting == null || ack.cseq() != waiting.invite().cseq()) {
            context.drops().count("stray-ack");
            return InDialogue.Effect.NOTHING;
        }
        pending = null;
        boolean first = waiting.invite().equals(firstInvite);
        if (waiting.offered()) {
            String answer = SdpBody.of(ack.header("Content-Type"), ack.body());
            boolean usable = answer != null && session.accept(answer) == null;
            if (!usable && first) {
                return InDialogue.Effect.NO_ANSWER_IN_ACK;
            }
        }
        return first ? InDialogue.Effect.ACKNOWLEDGED : InDialogue.Effect.NOTHING;
    }

    /** The first INVITE came once more: our 200 was lost. */
    void okAgain() {
        PendingAck waiting = pending;
        if (waiting != null) {
            waiting.invite().respondAgain();
        }
    }

    long deadlineNanos() {
        PendingAck waiting = pending;
        return waiting == null ? Long.MAX_VALUE : waiting.ackWait().deadlineNanos();
    }

    /** Sends the 200 once more where that is due; false where the ACK is given up. */
    boolean due(long nowNanos) {
        PendingAck waiting = pending;
        if (waiting == null) {
            return true;
        }
        if (waiting.ackWait().givenUp(nowNanos)) {
            pending = null;
            return false;
        }
        if (waiting.ackWait().resendDue(nowNanos)) {
            waiting.invite().respondAgain();
        }
        return true;
    }
}
