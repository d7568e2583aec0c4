package dev.partyline.sip.call;

import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.OutgoingRequest;
import java.util.function.Consumer;

/**
 * Our requests on their way to the far end (RFC 3261 section 12.2.1.1). A name may have to be looked up or a connection be
 * made first, and the mailbox shall not wait for that.
 */
final class Outbox {
    private final CallContext context;
    private final Dialogue dialogue;

    Outbox(CallContext context, Dialogue dialogue) {
        this.context = context;
        this.dialogue = dialogue;
    }

    void send(OutgoingRequest request, Consumer<Outcome> outcome) {
        onItsWay(request, addressed -> context.endpoint().send(addressed, outcome));
    }

    /** An ACK has no answer, and no transaction of its own (RFC 3261 section 13.2.2.4). */
    void sendAck(OutgoingRequest ack) {
        onItsWay(ack, context.endpoint()::sendAck);
    }

    private void onItsWay(OutgoingRequest request, Consumer<OutgoingRequest> send) {
        NextHop next = dialogue.nextHop();
        Thread.ofVirtual().name("sip-out").start(() -> {
            try {
                send.accept(request.to(next.find(context.transport()::connected)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
