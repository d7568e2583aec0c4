package dev.partyline.sip.call;

import dev.partyline.sip.EndReason;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.Reply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of an established dialog, both ways. It only routes them: the rules stand in {@link Ack}, {@link Bye},
 * {@link ReInvite}, {@link Update}, {@link InfoKeys} and {@link Refresh}.
 */
final class InDialogue {
    enum Effect {
        NOTHING,
        ACKNOWLEDGED,
        NO_ANSWER_IN_ACK,
        BYE
    }

    private final Dialogue dialogue;
    private final IncomingRequest firstInvite;
    private final SessionState state;
    private final Ack ack;
    private final Bye bye;
    private final ReInvite reInvite;
    private final Update update;
    private final InfoKeys info;
    private final Refresh refresh;

    InDialogue(
            CallContext context,
            Dialogue dialogue,
            CallSession session,
            IncomingRequest invite,
            String contact,
            Consumer<CallEvent> mailbox) {
        this.dialogue = dialogue;
        this.firstInvite = invite;
        this.state = new SessionState(dialogue, session, invite, contact);
        Outbox outbox = new Outbox(context, dialogue);
        this.ack = new Ack(context, session, invite);
        this.bye = new Bye(dialogue, outbox);
        this.reInvite = new ReInvite(state, ack);
        this.update = new Update(state, ack);
        this.info = new InfoKeys(dialogue, mailbox);
        this.refresh = new Refresh(state, outbox, mailbox);
    }

    /** The 200 to the first INVITE. */
    void answerFirst(String sdp, long nowNanos) {
        reInvite.ok(firstInvite, sdp, firstInvite.body().isEmpty(), nowNanos);
    }

    Effect handle(IncomingRequest request, long nowNanos) {
        dialogue.heard(request);
        return switch (request.method()) {
            case "ACK" -> ack.take(request);
            case "BYE" -> bye.take(request);
            case "INVITE" -> {
                reInvite.take(request, nowNanos);
                yield Effect.NOTHING;
            }
            case "UPDATE" -> {
                update.take(request, nowNanos);
                yield Effect.NOTHING;
            }
            case "INFO" -> {
                info.take(request, nowNanos);
                yield Effect.NOTHING;
            }
            case "OPTIONS" -> {
                request.respond(dialogue.inOrder(request) ? Replies.capabilities() : Replies.tryLater());
                yield Effect.NOTHING;
            }
            default -> {
                request.respond(Reply.of(405).with("Allow", Replies.ALLOW));
                yield Effect.NOTHING;
            }
        };
    }

    /** The first INVITE came once more: our 200 was lost. */
    void okAgain() {
        ack.okAgain();
    }

    void bye(Consumer<Outcome> outcome) {
        bye.send(outcome);
    }

    /** Takes the outcome of our refresh; false where the call is no more. */
    boolean refreshed(Outcome outcome, String method, long cseq, long nowNanos) {
        return refresh.ended(outcome, method, cseq, nowNanos);
    }

    void ackAgain(long cseq) {
        refresh.ackAgain(cseq);
    }

    long deadlineNanos() {
        return Math.min(ack.deadlineNanos(), state.timer().deadlineNanos());
    }

    /** Does what time asks for; a reason where it asks for the end of the call. */
    @Nullable
    EndReason due(long nowNanos) {
        if (!ack.due(nowNanos)) {
            return EndReason.NO_ACK;
        }
        return switch (state.timer().due(nowNanos)) {
            case NOTHING -> null;
            case EXPIRED -> EndReason.SESSION_EXPIRED;
            case REFRESH -> {
                if (ack.pending() == null && !state.refreshing()) {
                    refresh.send();
                }
                yield null;
            }
        };
    }
}
