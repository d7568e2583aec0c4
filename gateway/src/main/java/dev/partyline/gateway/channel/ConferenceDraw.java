package dev.partyline.gateway.channel;

import dev.partyline.sip.Secret;
import java.security.SecureRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Draws conference numbers and PINs. */
public final class ConferenceDraw {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHORTEST_NUMBER = 3;
    private static final int PIN_DIGITS = 6;
    private static final int TRIES_A_LENGTH = 40;

    private ConferenceDraw() {}

    /** A number of three digits that is free, or of more where those are nearly used up. It never begins with 0. */
    static String number(Predicate<String> taken) {
        for (int digits = SHORTEST_NUMBER; ; digits++) {
            for (int attempt = 0; attempt < TRIES_A_LENGTH; attempt++) {
                String drawn = (1 + RANDOM.nextInt(9)) + digits(digits - 1);
                if (!taken.test(drawn)) {
                    return drawn;
                }
            }
        }
    }

    public static Secret pin() {
        return new Secret(digits(PIN_DIGITS));
    }

    /** Whose PIN it is decides who is a host. */
    public static Secret pinOtherThan(@Nullable Secret other) {
        Secret drawn = pin();
        while (drawn.equals(other)) {
            drawn = pin();
        }
        return drawn;
    }

    private static String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return digits.toString();
    }
}
