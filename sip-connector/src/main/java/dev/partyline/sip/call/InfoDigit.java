package dev.partyline.sip.call;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key in an INFO's body, in either of the two forms that are in use, neither of which is in an RFC:
 *
 * <pre>
 * Content-Type: application/dtmf-relay        Content-Type: application/dtmf
 *
 * Signal= 5                                   5
 * Duration= 160
 * </pre>
 *
 * The key is one of {@code 0-9 * # A-D}, or the number of its event (RFC 4733 section 3.2): 10 for *, 11 for #, 12 to 15
 * for A to D.
 */
final class InfoDigit {
    static final String TYPES = "application/dtmf-relay, application/dtmf";

    private static final String KEYS = "0123456789*#ABCD";
    private static final int MOST_CHARACTERS = 256;
    private static final int LONGEST_MILLIS = 10_000;
    private static final Pattern SIGNAL =
            Pattern.compile("(?im)^[ \\t]*Signal[ \\t]*=[ \\t]*([^\\s]{1,8})[ \\t]*\\r?$");
    private static final Pattern DURATION =
            Pattern.compile("(?im)^[ \\t]*Duration[ \\t]*=[ \\t]*([0-9]{1,6})[ \\t]*\\r?$");

    sealed interface Read {}

    /** @param heldMillis how long it had been held when the INFO was sent, as it says itself; 0 where it doesn't */
    record Key(char digit, int heldMillis) implements Read {}

    /** Something else that a phone can signal, such as flash: well said, and nothing to us. */
    record NoKey() implements Read {}

    record Malformed() implements Read {}

    private InfoDigit() {}

    static boolean isType(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/dtmf-relay") || type.equals("application/dtmf");
    }

    static Read read(String body) {
        if (body.length() > MOST_CHARACTERS) {
            return new Malformed();
        }
        Matcher signal = SIGNAL.matcher(body);
        if (!signal.find()) {
            return key(body.strip(), 0);
        }
        Matcher duration = DURATION.matcher(body);
        return key(
                signal.group(1), duration.find() ? Math.min(Integer.parseInt(duration.group(1)), LONGEST_MILLIS) : 0);
    }

    private static Read key(String text, int heldMillis) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.length() == 1 && KEYS.contains(upper)) {
            return new Key(upper.charAt(0), heldMillis);
        }
        if (upper.matches("[0-9]{2,3}")) {
            int event = Integer.parseInt(upper);
            return event < KEYS.length() ? new Key(KEYS.charAt(event), heldMillis) : new NoKey();
        }
        return upper.matches("FLASH|HF|!") ? new NoKey() : new Malformed();
    }
}
