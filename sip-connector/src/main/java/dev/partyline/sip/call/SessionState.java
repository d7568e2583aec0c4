package dev.partyline.sip.call;

import dev.partyline.media.Budget;
import dev.partyline.sip.sdp.SdpBody;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What re-INVITE, UPDATE and our refreshes share: all three move the target, the description and the timer. */
final class SessionState {
    private final Dialogue dialogue;
    private final CallSession session;
    private final CallTimer timer;
    private final String contact;
    /** Another codec is another decoder, made on a media loop: holds and transfers need a few, nobody hundreds. */
    private final Budget descriptions = new Budget(2, 20);

    private boolean refreshing;
    private boolean farAllowsUpdate;

    SessionState(Dialogue dialogue, CallSession session, IncomingRequest firstInvite, String contact) {
        this.dialogue = dialogue;
        this.session = session;
        this.timer = new CallTimer();
        this.contact = contact;
        this.farAllowsUpdate = allowsUpdate(firstInvite);
    }

    private static boolean allowsUpdate(IncomingRequest invite) {
        return invite.headers("Allow").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(method -> method.strip().equals("UPDATE"));
    }

    Dialogue dialogue() {
        return dialogue;
    }

    CallSession session() {
        return session;
    }

    CallTimer timer() {
        return timer;
    }

    /** Our own, for every INVITE, UPDATE and 200 to one. */
    String contact() {
        return contact;
    }

    /** Whether a refresh of ours has no final answer yet; theirs get 491 until then (RFC 3261 section 14.2). */
    boolean refreshing() {
        return refreshing;
    }

    void refreshing(boolean underWay) {
        refreshing = underWay;
    }

    boolean farAllowsUpdate() {
        return farAllowsUpdate;
    }

    void farAllowsUpdate(boolean allows) {
        farAllowsUpdate = allows;
    }

    /** What refuses a re-INVITE or UPDATE before its description is looked at. */
    @Nullable
    Reply refusal(IncomingRequest request, long nowNanos) {
        if (!dialogue.inOrder(request)) {
            return Replies.tryLater();
        }
        if (refreshing) {
            return Reply.of(491);
        }
        boolean describes = !request.body().isEmpty();
        if (describes && !descriptions.take(nowNanos)) {
            return Replies.tryLater();
        }
        String lacking = InviteAnswering.unsupported(request);
        if (!lacking.isEmpty()) {
            return Reply.of(420).with("Unsupported", lacking);
        }
        if (SdpBody.of(request.header("Content-Type"), request.body()) == null) {
            return Replies.unsupportedBody();
        }
        return CallTimer.refusal(request, nowNanos);
    }

    /** Answers an INVITE or UPDATE by this 200, from which on its target and its session timer are in force. */
    void accept(IncomingRequest request, Reply ok, long nowNanos) {
        dialogue.retarget(request.header("Contact"));
        request.respond(timer.accept(request, ok, nowNanos));
    }
}
