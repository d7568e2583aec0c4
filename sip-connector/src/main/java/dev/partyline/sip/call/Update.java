package dev.partyline.sip.call;

import dev.partyline.sip.sdp.SdpBody;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;

/** The far end's UPDATE (RFC 3311 section 5.2); without a body it only refreshes the session. */
final class Update {
    private final SessionState state;
    private final Ack ack;

    Update(SessionState state, Ack ack) {
        this.state = state;
        this.ack = ack;
    }

    void take(IncomingRequest update, long nowNanos) {
        Reply refusal = state.refusal(update, nowNanos);
        PendingAck pending = ack.pending();
        if (refusal == null && pending != null && !update.body().isEmpty()) {
            refusal = pending.offered() ? Reply.of(491) : Replies.tryLater();
        }
        if (refusal != null) {
            update.respond(refusal);
            return;
        }
        Reply ok = Reply.of(200).with("Contact", state.contact());
        String offer = SdpBody.of(update.header("Content-Type"), update.body());
        if (offer != null && !offer.isEmpty()) {
            switch (state.session().answer(offer)) {
                case CallSession.Described described -> ok = ok.withSdp(described.sdp());
                case CallSession.Refusal refused -> {
                    update.respond(InviteAnswering.refused(refused.reason()));
                    return;
                }
            }
        }
        state.farAllowsUpdate(true);
        state.accept(update, ok, nowNanos);
    }
}
