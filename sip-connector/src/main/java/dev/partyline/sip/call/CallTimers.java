package dev.partyline.sip.call;

import java.time.Duration;

/**
 * @param t1 estimate of a round trip (RFC 3261 section 17.1.1.1)
 * @param t2 the longest pause between retransmissions
 * @param goodbye how long an answer to our BYE is waited for
 * @param decision how long the application may take to route a call or to judge a PIN
 */
public record CallTimers(Duration t1, Duration t2, Duration goodbye, Duration decision) {
    public static CallTimers standard() {
        return new CallTimers(
                Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(32), Duration.ofSeconds(5));
    }
}
