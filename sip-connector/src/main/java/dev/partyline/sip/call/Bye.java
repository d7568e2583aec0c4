package dev.partyline.sip.call;

import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
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

    void send(Consumer<Outcome> outcome) {
        outbox.send(dialogue.request("BYE", List.of(), ""), outcome);
    }
}
