package dev.partyline.sip.call;

import dev.partyline.sip.sdp.SdpBody;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;

/** The far end's re-INVITE (RFC 3261 section 14.2), and the 200 that it has in common with the first INVITE. */
final class ReInvite {
    private final SessionState state;
    private final Ack ack;

    ReInvite(SessionState state, Ack ack) {
        this.state = state;
        this.ack = ack;
    }

    void take(IncomingRequest invite, long nowNanos) {
        Reply refusal = state.refusal(invite, nowNanos);
        if (refusal == null && ack.pending() != null) {
            refusal = Replies.tryLater();
        }
        if (refusal != null) {
            invite.respond(refusal);
            return;
        }
        String offer = SdpBody.of(invite.header("Content-Type"), invite.body());
        if (offer == null || offer.isEmpty()) {
            ok(invite, state.session().offer(), true, nowNanos);
            return;
        }
        switch (state.session().answer(offer)) {
            case CallSession.Described described -> ok(invite, described.sdp(), false, nowNanos);
            case CallSession.Refusal refused -> invite.respond(InviteAnswering.refused(refused.reason()));
        }
    }

    /**
     * The 200 to an INVITE (RFC 3261 section 13.3.1.4).
     *
     * @param offered whether the description is our offer, and not the answer to theirs
     */
    void ok(IncomingRequest invite, String sdp, boolean offered, long nowNanos) {
        Reply reply = Reply.of(200)
                .with("Contact", state.contact())
                .with("Allow", Replies.ALLOW)
                .with("Supported", "timer")
                .withSdp(sdp);
        state.accept(invite, reply, nowNanos);
        ack.await(invite, offered, nowNanos);
    }
}
