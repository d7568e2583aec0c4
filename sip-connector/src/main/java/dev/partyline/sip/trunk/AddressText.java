package dev.partyline.sip.trunk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number in a URI or an address header (RFC 3261 section 20.10, RFC 3966):
 *
 * <pre>
 * "Ann" &lt;sip:+4930123;npdi@pbx:5060;user=phone&gt;;tag=1    name-addr, then header parameters
 * sip:3000@pbx;tag=1                                    addr-spec: what follows ; belongs to the header
 * tel:123;phone-context=+4930
 * 3000
 * </pre>
 */
final class AddressText {
    private static final int MAX_LENGTH = 1024;
    private static final Pattern SERVICE = Pattern.compile("(?i)urn:service:[a-z0-9.-]{1,64}");
    private static final Pattern BARE_NUMBER = Pattern.compile("[+0-9*#().\\- ]{1,64}");
    private static final Pattern CONTEXT = Pattern.compile("\\+[0-9().\\-]{1,40}");

    private AddressText() {}

    /** The user part of a URI without brackets, or of a header value; empty where there is none, or it is broken. */
    static Optional<String> number(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return uri(text.strip()).flatMap(AddressText::user);
    }

    /** What stands between the brackets, or everything where there are none. */
    private static Optional<String> uri(String text) {
        int from = 0;
        if (text.startsWith("\"")) {
            from = afterQuotedString(text);
        }
        int open = from < 0 ? -1 : text.indexOf('<', from);
        if (open < 0) {
            return from == 0 ? Optional.of(text) : Optional.empty();
        }
        int close = text.indexOf('>', open);
        return close < 0 ? Optional.empty() : Optional.of(text.substring(open + 1, close));
    }

    private static int afterQuotedString(String text) {
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    private static Optional<String> user(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0) {
            String number = uri.split(";", 2)[0].strip();
            return BARE_NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
        }
        String rest = uri.substring(colon + 1);
        return switch (uri.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "tel" -> telephone(rest.split("\\?", 2)[0]);
            case "sip", "sips" -> {
                int at = rest.indexOf('@');
                yield at <= 0 || rest.indexOf('@', at + 1) >= 0
                        ? Optional.empty()
                        : telephone(withoutPassword(rest.substring(0, at)));
            }
            // RFC 5031: a service that is asked for by name, such as urn:service:sos.
            case "urn" -> SERVICE.matcher(uri).matches() ? Optional.of(uri) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String withoutPassword(String userinfo) {
        return userinfo.split(":", 2)[0];
    }

    /** A telephone-subscriber with its parameters, of which only a global phone-context changes the number. */
    private static Optional<String> telephone(String subscriber) {
        String[] parts = subscriber.split(";", 32);
        Optional<String> number = percentDecoded(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            Matcher context = CONTEXT.matcher(afterEquals(parts[i]));
            if (parts[i].regionMatches(true, 0, "phone-context=", 0, 14) && context.matches()) {
                return number.map(local -> local.startsWith("+") ? local : context.group() + local);
            }
        }
        return number;
    }

    private static String afterEquals(String parameter) {
        return parameter.substring(parameter.indexOf('=') + 1);
    }

    /** Empty for a broken escape, for bytes that are no UTF-8 and for control characters. */
    private static Optional<String> percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            at += 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return decoded.isEmpty() || decoded.chars().anyMatch(Character::isISOControl)
                    ? Optional.empty()
                    : Optional.of(decoded);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
