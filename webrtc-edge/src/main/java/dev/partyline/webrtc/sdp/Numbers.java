package dev.partyline.webrtc.sdp;

/** Numbers as descriptions write them: digits and nothing else. */
final class Numbers {
    static final int NONE = -1;

    private Numbers() {}

    /** The number, or {@link #NONE} where it is none or not within. */
    static int within(String text, int least, int most) {
        long number = unsigned(text);
        return number < least || number > most ? NONE : (int) number;
    }

    /** Up to 32 bits, for SSRCs; {@link #NONE} for what is more or no number. */
    static long unsigned(String text) {
        if (text.isEmpty() || text.length() > 10) {
            return NONE;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return NONE;
            }
            number = number * 10 + digit - '0';
        }
        return number > 0xffff_ffffL ? NONE : number;
    }
}
