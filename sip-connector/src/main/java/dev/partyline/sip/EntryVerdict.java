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
        /** What he typed is right. Whether he may come in now is to be asked when he has waited. */
        record Known(Goal.Admitted goal) implements Outcome {}

        /** He is in. */
        record In(RoomId room, String channelName, boolean host) implements Outcome {}

        /** He may come in when a host is there: to be asked again from time to time. */
        record AwaitsHost(Goal.Admitted goal) implements Outcome {}

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
