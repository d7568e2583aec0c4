package dev.partyline.sip;

import dev.partyline.media.RoomId;
import java.time.Duration;

/**
 * What becomes of a {@link Knock}.
 *
 * @param pause how long the caller waits for the answer, good or bad: guessing gets slower
 */
public record EntryVerdict(Outcome outcome, Duration pause) {
    public sealed interface Outcome {
        /**
         * He is in.
         *
         * @param host whether he may do what hosts may
         * @param chimes whether the others hear that he comes and goes
         */
        record In(RoomId room, String channelName, boolean host, boolean chimes) implements Outcome {}

        /** He may come in when a host is here: to be asked again by {@link Goal.Admitted}. */
        record AwaitsHost(RoomId room, String channelName) implements Outcome {}

        /** Another PIN is right, or there is no such conference: nobody shall know which. */
        record Wrong() implements Outcome {}

        /** A budget is used up: whatever is typed, the answer is no. */
        record Refused() implements Outcome {}

        /** A host has locked the channel. */
        record Locked() implements Outcome {}

        /** There are as many in it as may be. */
        record Full() implements Outcome {}

        /** Nobody can say now. */
        record OutOfReach() implements Outcome {}
    }
}
