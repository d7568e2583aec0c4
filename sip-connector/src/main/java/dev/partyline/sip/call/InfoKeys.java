package dev.partyline.sip.call;

import dev.partyline.media.Budget;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;
import java.time.Duration;
import java.util.function.Consumer;

/** The far end's INFO (RFC 6086): keys, in the way from before there were packages. */
final class InfoKeys {
    private final Dialogue dialogue;
    private final Consumer<CallEvent> mailbox;
    // As many as a leg tells of: what no finger can press is no key.
    private final Budget keys = new Budget(20, 32);

    InfoKeys(Dialogue dialogue, Consumer<CallEvent> mailbox) {
        this.dialogue = dialogue;
        this.mailbox = mailbox;
    }

    void take(IncomingRequest info, long nowNanos) {
        info.respond(dialogue.inOrder(info) ? answer(info, nowNanos) : Replies.tryLater());
    }

    private Reply answer(IncomingRequest info, long nowNanos) {
        // RFC 6086 section 4.2.2: we have named no package.
        if (info.header("Info-Package") != null) {
            return Reply.of(469).with("Recv-Info", "nil");
        }
        if (info.body().isEmpty()) {
            return Reply.of(200);
        }
        if (!InfoDigit.isType(info.header("Content-Type"))) {
            return Reply.of(415).with("Accept", InfoDigit.TYPES);
        }
        return switch (InfoDigit.read(info.body())) {
            case InfoDigit.Malformed malformed -> Reply.of(400);
            case InfoDigit.NoKey noKey -> Reply.of(200);
            case InfoDigit.Key(char digit, int heldMillis) -> {
                if (!keys.take(nowNanos)) {
                    yield Replies.tryLater();
                }
                mailbox.accept(new CallEvent.KeySignalled(digit, Duration.ofMillis(heldMillis)));
                yield Reply.of(200);
            }
        };
    }
}
