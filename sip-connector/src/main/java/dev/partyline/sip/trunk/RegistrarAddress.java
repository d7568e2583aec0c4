package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.TrunkSettings.WatchSettings;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.ServerLookUp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A registrar as the settings name it: {@code host}, {@code host:port} or {@code [2001:db8::1]:port}.
 *
 * @param host without brackets
 * @param port -1 where none is named: then the domain chooses
 */
public record RegistrarAddress(String host, int port, Protocol transport) {
    /** The host that a trunk registers with, by name or address. */
    public static String hostOf(RegistrationSettings settings) {
        return parse(settings.registrar(), settings.transport()).host();
    }

    /** The same of one that is only watched. */
    public static String hostOf(WatchSettings settings) {
        return parse(settings.server(), settings.transport()).host();
    }

    static RegistrarAddress parse(String text, Protocol transport) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = bracketed ? colon > text.lastIndexOf(']') : colon >= 0 && text.indexOf(':') == colon;
        String host = (hasPort ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
        String port = hasPort ? text.substring(colon + 1) : "";
        boolean fits = !hasPort || (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65535);
        if (host.isBlank() || !fits) {
            throw new IllegalArgumentException("a registrar is host or host:port, not \"" + text + "\"");
        }
        return new RegistrarAddress(host, hasPort ? Integer.parseInt(port) : -1, transport);
    }

    /** As a Request-URI; the port is left out where it is the usual one. */
    String uri() {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return "sip:" + literal + (port < 0 || port == transport.defaultPort() ? "" : ":" + port);
    }

    /** The most preferred first; at least one. */
    List<InetSocketAddress> resolve(ServerLookUp lookUp) throws IOException, InterruptedException {
        return lookUp.find(host, port, transport);
    }
}
