package dev.partyline.sip.call;

import dev.partyline.sip.EndReason;

/** Where an answered call stands. Each state carries what is true in it alone. */
sealed interface CallState {
    /** Nothing is spoken before the first ACK. */
    record Up(boolean acknowledged) implements CallState {}

    /** Our BYE is out; its answer, or the deadline, ends the call. */
    record HangingUp(EndReason reason, long deadlineNanos) implements CallState {}

    record Ended(EndReason reason) implements CallState {}
}
