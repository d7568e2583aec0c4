package dev.partyline.sip;

import java.time.Instant;

/**
 * A trunk's state in words.
 *
 * @param since when it came into this state
 * @param detail a sentence for the operator, such as why the last attempt failed; empty where all is well
 * @param calls calls up on this trunk
 */
public record TrunkStatus(String name, State state, Instant since, String detail, int calls) {
    public enum State {
        /** Known by addresses; nothing to register, and nobody asks whether it is there. */
        BY_ADDRESS,
        /** Known by addresses, and it answers. */
        ANSWERING,
        /** Known by addresses, and it does not answer. */
        SILENT,
        REGISTERING,
        REGISTERED,
        FAILED
    }
}
