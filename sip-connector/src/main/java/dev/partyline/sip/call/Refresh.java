package dev.partyline.sip.call;

import dev.partyline.sip.stack.HeaderField;
import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.OutgoingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Our session refresh (RFC 4028 section 7.4): UPDATE where the far end has it, else a re-INVITE that describes what is. */
final class Refresh {
    private final SessionState state;
    private final Outbox outbox;
    private final Consumer<CallEvent> mailbox;
    private long ackedCseq = -1;

    Refresh(SessionState state, Outbox outbox, Consumer<CallEvent> mailbox) {
        this.state = state;
        this.outbox = outbox;
        this.mailbox = mailbox;
    }

    void send() {
        state.refreshing(true);
        List<HeaderField> headers = new ArrayList<>(state.timer().refreshHeaders());
        headers.add(new HeaderField("Contact", state.contact()));
        headers.add(new HeaderField("Supported", "timer"));
        boolean update = state.farAllowsUpdate();
        String method = update ? "UPDATE" : "INVITE";
        String body = update ? "" : state.session().offer();
        OutgoingRequest request = state.dialogue().request(method, headers, body);
        outbox.send(request, outcome -> mailbox.accept(new CallEvent.Refreshed(outcome, method, request.cseq())));
    }

    /** Takes the outcome; false where the call is no more (RFC 3261 section 12.2.1.2). */
    boolean ended(Outcome outcome, String method, long cseq, long nowNanos) {
        state.refreshing(false);
        return switch (outcome) {
            case Outcome.Answered answer when answer.status() < 300 -> accepted(answer, method, cseq, nowNanos);
            case Outcome.Answered answer -> refused(answer, method, nowNanos);
            case Outcome.NoAnswer none -> false;
            case Outcome.ConnectionLost lost -> again(method, cseq, nowNanos);
            case Outcome.Unreachable unreachable -> again(method, cseq, nowNanos);
        };
    }

    private boolean accepted(Outcome.Answered answer, String method, long cseq, long nowNanos) {
        state.dialogue().retarget(answer.header("Contact"));
        if (method.equals("INVITE")) {
            ackedCseq = cseq;
            sendAck(cseq);
            if (!answer.body().isEmpty() && state.session().accept(answer.body()) != null) {
                return false;
            }
        }
        state.timer().refreshed(answer, nowNanos);
        return true;
    }

    private boolean refused(Outcome.Answered answer, String method, long nowNanos) {
        if (answer.status() == 481 || answer.status() == 408) {
            return false;
        }
        if (method.equals("UPDATE") && (answer.status() == 405 || answer.status() == 501)) {
            state.farAllowsUpdate(false);
        }
        state.timer().refreshFailed(answer, nowNanos);
        return true;
    }

    /** There was no way there just now. The session ends by itself where none is found again (RFC 4028 section 10). */
    private boolean again(String method, long cseq, long nowNanos) {
        if (method.equals("INVITE")) {
            // Its 200 may still come, by a connection of the far end's (RFC 3261 section 18.2.2).
            ackedCseq = cseq;
        }
        state.timer().refreshAgain(nowNanos);
        return true;
    }

    /** The 200 to our re-INVITE came once more: our ACK was lost (RFC 3261 section 13.2.2.4). */
    void ackAgain(long cseq) {
        if (cseq == ackedCseq) {
            sendAck(cseq);
        }
    }

    private void sendAck(long cseq) {
        outbox.sendAck(state.dialogue().ack(cseq));
    }
}
