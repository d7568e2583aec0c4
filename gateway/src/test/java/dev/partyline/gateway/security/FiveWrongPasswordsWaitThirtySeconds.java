package dev.partyline.gateway.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FiveWrongPasswordsWaitThirtySeconds {
    private final LoginThrottle throttle = new LoginThrottle();
    private long nowNanos = 1;

    @Test
    void fromOneAddressWhateverTheName() {
        for (int i = 0; i < LoginThrottle.FAILURES; i++) {
            assertTrue(throttle.begin("192.0.2.1", "name" + i, nowNanos));
        }
        assertFalse(throttle.begin("192.0.2.1", "fresh", nowNanos));
        assertTrue(throttle.begin("192.0.2.2", "fresh", nowNanos));
        nowNanos += LoginThrottle.WAIT.toNanos();
        assertTrue(throttle.begin("192.0.2.1", "fresh", nowNanos));
    }

    @Test
    void forOneNameWhateverTheAddress() {
        for (int i = 0; i < LoginThrottle.FAILURES; i++) {
            assertTrue(throttle.begin("192.0.2." + i, "admin", nowNanos));
        }
        assertFalse(throttle.begin("192.0.2.99", "admin", nowNanos));
    }

    @Test
    void aRightPasswordForgetsTheFailuresBefore() {
        for (int i = 0; i < 50; i++) {
            assertTrue(throttle.begin("192.0.2.1", "admin", nowNanos));
            throttle.succeeded("192.0.2.1", "admin");
        }
    }
}
