package dev.partyline.sip.sdp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A c-line's address (RFC 8866 section 5.7). Names are never looked up: who writes one decides whom we would ask.
 *
 * @param address the literal address, an IPv4-mapped one as IPv4; null where a name stands
 */
public record Connection(@Nullable InetAddress address) {
    private static final Pattern IPV4 = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int MAX_NAME_LENGTH = 255;

    /** Reads {@code IN IP4 192.0.2.1}, also with the {@code /ttl} of a multicast address, which nobody here uses. */
    static Connection parse(String value) throws SdpException {
        String[] fields = value.strip().split(" ", 4);
        if (fields.length != 3 || !fields[0].equals("IN")) {
            throw new SdpException("connection");
        }
        String address = fields[2].split("/", 2)[0];
        if (address.isEmpty() || address.length() > MAX_NAME_LENGTH) {
            throw new SdpException("connection");
        }
        return switch (fields[1]) {
            case "IP4" -> new Connection(ipv4(address));
            case "IP6" -> new Connection(ipv6(address));
            default -> throw new SdpException("connection");
        };
    }

    static String of(InetAddress address) {
        return address instanceof Inet6Address v6
                ? "IN IP6 " + withoutScope(v6.getHostAddress())
                : "IN IP4 " + address.getHostAddress();
    }

    private static @Nullable InetAddress ipv4(String text) {
        return IPV4.matcher(text).matches() ? Inet4Address.ofLiteral(text) : null;
    }

    private static @Nullable InetAddress ipv6(String text) throws SdpException {
        if (!text.contains(":")) {
            return null;
        }
        if (!IPV6.matcher(text).matches()) {
            throw new SdpException("connection");
        }
        try {
            return Inet6Address.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new SdpException("connection");
        }
    }

    private static String withoutScope(String text) {
        int percent = text.indexOf('%');
        return percent < 0 ? text : text.substring(0, percent);
    }
}
