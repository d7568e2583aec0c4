package dev.partyline.sip.call;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Tags and ids that nobody guesses (RFC 3261 section 19.3). */
public final class Tags {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tags() {}

    public static String next() {
        return HexFormat.of().toHexDigits(RANDOM.nextLong());
    }

    static String shortId() {
        return HexFormat.of().toHexDigits(RANDOM.nextInt());
    }
}
