package dev.partyline.sip.call;

import dev.partyline.sip.transport.Protocol;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a SIP URI that routing needs (RFC 3261 section 19.1.1).
 *
 * @param text the URI itself, without angle brackets and without headers
 * @param host in lower case
 * @param port -1 where there is none
 * @param transport what it asks for; null where it leaves that open
 * @param looseRouter whether it has {@code lr}
 */
record SipUri(String text, String host, int port, @Nullable Protocol transport, boolean looseRouter) {
    private static final String TRANSPORT = ";transport=";

    /** Reads {@code "Alice" <sip:alice@192.0.2.1:5070;transport=tcp>;x=y} or a bare URI; null where it is neither. */
    static @Nullable SipUri ofHeader(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String afterName = value;
        if (value.startsWith("\"")) {
            int quote = endOfQuoted(value);
            if (quote < 0) {
                return null;
            }
            afterName = value.substring(quote + 1);
        }
        int open = afterName.indexOf('<');
        if (open >= 0) {
            int close = afterName.indexOf('>', open);
            return close < 0 ? null : of(afterName.substring(open + 1, close));
        }
        int parameters = afterName.indexOf(';');
        return of(
                parameters < 0
                        ? afterName.strip()
                        : afterName.substring(0, parameters).strip());
    }

    private static int endOfQuoted(String value) {
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    static @Nullable SipUri of(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        boolean secure = lower.startsWith("sips:");
        if (!(secure || lower.startsWith("sip:")) || uri.chars().anyMatch(c -> c <= ' ')) {
            return null;
        }
        // What follows a question mark are headers for a new request, not for one in a dialog.
        int headers = lower.indexOf('?', lower.lastIndexOf('@') + 1);
        String text = headers < 0 ? uri : uri.substring(0, headers);
        String address = lower.substring(secure ? 5 : 4, text.length());
        address = address.substring(address.lastIndexOf('@') + 1);
        int semicolon = address.indexOf(';');
        String parameters = semicolon < 0 ? ";" : address.substring(semicolon) + ";";
        // RFC 3261 section 26.2.2: a secure URI is a matter of TLS, whatever else it names.
        Protocol transport = secure ? Protocol.TLS : transport(parameters);
        boolean looseRouter = parameters.contains(";lr;") || parameters.contains(";lr=");
        String hostPort = semicolon < 0 ? address : address.substring(0, semicolon);
        int colon = hostPort.lastIndexOf(':');
        if (colon <= hostPort.lastIndexOf(']')) {
            return hostPort.isEmpty() ? null : new SipUri(text, hostPort, -1, transport, looseRouter);
        }
        String port = hostPort.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535 || Integer.parseInt(port) == 0) {
            return null;
        }
        return new SipUri(text, hostPort.substring(0, colon), Integer.parseInt(port), transport, looseRouter);
    }

    private static @Nullable Protocol transport(String parameters) {
        int named = parameters.indexOf(TRANSPORT);
        return named < 0
                ? null
                : Protocol.ofToken(parameters.substring(
                        named + TRANSPORT.length(), parameters.indexOf(';', named + TRANSPORT.length())));
    }
}
