package dev.partyline.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Where we are reached, as a URI says it (RFC 3261 section 19.1.1). */
public final class SipUris {
    private SipUris() {}

    /** @param user already escaped; empty for none */
    public static String of(String user, InetAddress address, int port, Protocol protocol) {
        String at = user.isEmpty() ? "" : user + "@";
        return "sip:" + at + host(address) + ":" + port
                + (protocol.isConnection() ? ";transport=" + protocol.token() : "");
    }

    /** The same for whoever called a secure URI, and has to be given one (RFC 3261 section 12.1.1). */
    public static String secure(InetAddress address, int port) {
        return "sips:" + host(address) + ":" + port;
    }

    /** An address as a host part: IPv6 in brackets, and without its zone. */
    public static String host(InetAddress address) {
        String literal = address.getHostAddress();
        int zone = literal.indexOf('%');
        String bare = zone < 0 ? literal : literal.substring(0, zone);
        return address instanceof Inet6Address ? "[" + bare + "]" : bare;
    }
}
