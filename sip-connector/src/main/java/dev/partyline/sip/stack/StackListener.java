package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.Peer;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;

/** The stack's events, turned into ours and passed on at once. Whatever fails, the stack's only event thread lives. */
final class StackListener implements SipListener {
    private final SipProvider provider;
    private final Wires wires;
    private final Counters refusals;
    private final SipEvents events;

    StackListener(SipProvider provider, Wires wires, Counters refusals, SipEvents events) {
        this.provider = provider;
        this.wires = wires;
        this.refusals = refusals;
        this.events = events;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            SIPRequest request = (SIPRequest) event.getRequest();
            ServerTransaction transaction = event.getServerTransaction();
            if (transaction == null && !request.getMethod().equals("ACK")) {
                transaction = provider.getNewServerTransaction(request);
            }
            events.request(new IncomingRequest(request, transaction, peer(request), wires, refusals));
        } catch (SipException e) {
            wires.drops().count("transaction-exists");
        } catch (Throwable t) {
            wires.drops().count("fault-" + t.getClass().getSimpleName());
        }
    }

    private static Peer peer(SIPRequest request) {
        return ((NettyChannel) request.getMessageChannel()).peer();
    }

    @Override
    public void processResponse(ResponseEvent event) {
        try {
            SIPResponse response = (SIPResponse) event.getResponse();
            ClientTransaction transaction = event.getClientTransaction();
            if (response.getStatusCode() < 200) {
                return;
            }
            boolean told = tell(
                    transaction,
                    new Outcome.Answered(
                            response.getStatusCode(), HeaderValues.all(response), response.getToTag(), body(response)));
            if (told) {
                return;
            }
            if (response.getStatusCode() < 300 && response.getCSeq().getMethod().equals("INVITE")) {
                events.okAgain(
                        response.getCallId().getCallId(),
                        response.getToTag(),
                        response.getCSeq().getSeqNumber());
            } else {
                wires.drops().count("stray-response");
            }
        } catch (Throwable t) {
            wires.drops().count("fault-" + t.getClass().getSimpleName());
        }
    }

    private static String body(SIPMessage message) {
        byte[] raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    /** False where nobody waits any longer, as when a final response comes twice. */
    private static boolean tell(@Nullable ClientTransaction transaction, Outcome outcome) {
        return transaction != null
                && transaction.getApplicationData() instanceof Waiting waiting
                && waiting.tell(outcome);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        try {
            if (!event.isServerTransaction()) {
                tell(event.getClientTransaction(), new Outcome.NoAnswer());
            }
        } catch (Throwable t) {
            wires.drops().count("fault-" + t.getClass().getSimpleName());
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        wires.drops().count("transport-failed");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        try {
            if (!event.isServerTransaction()) {
                tell(event.getClientTransaction(), new Outcome.NoAnswer());
            }
        } catch (Throwable t) {
            wires.drops().count("fault-" + t.getClass().getSimpleName());
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
