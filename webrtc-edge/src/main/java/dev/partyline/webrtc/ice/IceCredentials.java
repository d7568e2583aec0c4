package dev.partyline.webrtc.ice;

import java.security.SecureRandom;

/** A username fragment and its password (RFC 8445 section 5.3). */
public record IceCredentials(String ufrag, String password) {
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_CHARACTERS = 8;
    private static final int PASSWORD_CHARACTERS = 24;

    public IceCredentials {
        if (!isIceText(ufrag, 4) || !isIceText(password, 22)) {
            throw new IllegalArgumentException("a ufrag has 4 to 256 ICE characters, a password 22 to 256");
        }
    }

    /** 48 and 144 random bits. */
    public static IceCredentials create(SecureRandom random) {
        return new IceCredentials(text(random, UFRAG_CHARACTERS), text(random, PASSWORD_CHARACTERS));
    }

    private static String text(SecureRandom random, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }

    private static boolean isIceText(String text, int fewest) {
        return text.length() >= fewest
                && text.length() <= 256
                && text.chars().allMatch(c -> ICE_CHARACTERS.indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
