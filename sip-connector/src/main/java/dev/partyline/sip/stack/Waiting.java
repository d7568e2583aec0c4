package dev.partyline.sip.stack;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Who waits for what becomes of a request of ours. He is told once, whoever tells first: the stack's thread, the
 * connection that closes, or the sender who could not send.
 */
final class Waiting {
    private final Consumer<Outcome> outcome;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Runnable afterwards = () -> {};

    Waiting(Consumer<Outcome> outcome) {
        this.outcome = outcome;
    }

    /** What is no longer needed when he has been told; before the request is sent. */
    void afterwards(Runnable cleanUp) {
        afterwards = cleanUp;
        if (told.get()) {
            cleanUp.run();
        }
    }

    /** False where he knows already. */
    boolean tell(Outcome what) {
        if (!told.compareAndSet(false, true)) {
            return false;
        }
        afterwards.run();
        outcome.accept(what);
        return true;
    }
}
