package dev.partyline.gateway.demo;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that a phone on this machine may call from. Some phones bind to the address of a network card even where
 * they call loopback. What is bound to loopback is reached by this machine alone: the kernel takes no packet from
 * elsewhere for 127.0.0.0/8 (RFC 1122 section 3.2.1.3), whatever its source says.
 */
final class ThisMachine {
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

    private ThisMachine() {}

    static List<String> addresses() {
        List<String> addresses = new ArrayList<>(LOOPBACK);
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    // The scope of an IPv6 address (RFC 4007 section 11) is no part of it.
                    .map(address -> address.replaceFirst("%.*", ""))
                    .forEach(addresses::add);
        } catch (SocketException e) {
            // Without a list of network cards, loopback is what is left.
            return LOOPBACK;
        }
        return addresses;
    }
}
