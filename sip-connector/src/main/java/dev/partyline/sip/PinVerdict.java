package dev.partyline.sip;

import java.time.Duration;

/**
 * What became of a PIN attempt.
 *
 * @param pause how long the caller waits for the answer, right or wrong: guessing gets slower
 */
public record PinVerdict(Outcome outcome, Duration pause) {
    public enum Outcome {
        RIGHT,
        WRONG,
        /** A budget is used up: whatever is typed, the answer is no. */
        REFUSED
    }
}
