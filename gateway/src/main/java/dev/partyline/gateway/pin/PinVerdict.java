package dev.partyline.gateway.pin;

import java.time.Duration;

/**
 * What became of a PIN attempt.
 *
 * @param pause how long whoever typed it waits for the answer, right or wrong: guessing gets slower
 */
public record PinVerdict(Outcome outcome, Duration pause) {
    public enum Outcome {
        RIGHT,
        /** And it is that of hosts. */
        RIGHT_OF_HOST,
        WRONG,
        /** A budget is used up: whatever is typed, the answer is no. */
        REFUSED
    }
}
