package dev.partyline.sip.call;

import dev.partyline.media.LegEvent;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.Question;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
import java.time.Duration;

/** What comes into a call's mailbox. */
sealed interface CallEvent {
    /** An in-dialog request, ACK included. */
    record Request(IncomingRequest request) implements CallEvent {}

    record Cancelled() implements CallEvent {}

    /** The INVITE came again after its transaction was gone: the 200 was lost. */
    record InviteAgain() implements CallEvent {}

    record Media(LegEvent event) implements CallEvent {}

    /** A key came by INFO; it had been down so long when that was sent, as far as that is said. */
    record KeySignalled(char digit, Duration held) implements CallEvent {}

    record Judged(EntryVerdict verdict) implements CallEvent {}

    record Answered(Question.Answer answer) implements CallEvent {}

    record MuteAsked(boolean muted) implements CallEvent {}

    record HandSeen() implements CallEvent {}

    /** The conference ends with its host. */
    record HostLeft() implements CallEvent {}

    record RemovalAsked() implements CallEvent {}

    /** The bridge closes: say so, then BYE. */
    record Closing() implements CallEvent {}

    /** BYE now, without a word. */
    record Shutdown() implements CallEvent {}

    record Refreshed(Outcome outcome, String method, long cseq) implements CallEvent {}

    record OkAgain(long cseq) implements CallEvent {}

    record ByeAnswered() implements CallEvent {}
}
