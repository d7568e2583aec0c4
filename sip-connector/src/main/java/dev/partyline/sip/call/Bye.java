package dev.partyline.sip.call;

import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.OutgoingRequest;
import dev.partyline.sip.stack.Reply;
import java.util.List;
import java.util.function.Consumer;

/** BYE, the far end's and ours (RFC 3261 section 15.1). */
final class Bye {
    private final Dialogue dialogue;
    private final Outbox outbox;

    Bye(Dialogue dialogue, Outbox outbox) {
        this.dialogue = dialogue;
        this.outbox = outbox;
    }

    InDialogue.Effect take(IncomingRequest bye) {
        if (!dialogue.inOrder(bye)) {
            bye.respond(Replies.tryLater());
            return InDialogue.Effect.NOTHING;
        }
        bye.respond(Reply.of(200));
        return InDialogue.Effect.BYE;
    }

    /** Where the connection closes before the answer, it goes once more, over a new one: a second BYE does no harm. */
    void send(Consumer<Outcome> outcome) {
        OutgoingRequest bye = dialogue.request("BYE", List.of(), "");
        outbox.send(bye, first -> {
            if (first instanceof Outcome.ConnectionLost) {
                outbox.send(bye, outcome);
            } else {
                outcome.accept(first);
            }
        });
    }
}
