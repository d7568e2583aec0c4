package dev.partyline.webrtc.peer;

import dev.partyline.webrtc.EdgeSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses that candidates say. */
public record AdvertisedAddresses(List<InetAddress> addresses) {
    private static final int MOST = 8;

    public AdvertisedAddresses {
        addresses = List.copyOf(addresses);
    }

    /** As set; else the bound one, or, where that is the wildcard, those of this machine but for loopback and link-local. */
    public static AdvertisedAddresses of(EdgeSettings settings) {
        if (!settings.advertisedAddresses().isEmpty()) {
            return new AdvertisedAddresses(settings.advertisedAddresses());
        }
        if (!settings.bindAddress().isAnyLocalAddress()) {
            return new AdvertisedAddresses(List.of(settings.bindAddress()));
        }
        List<InetAddress> own = ofThisMachine();
        return new AdvertisedAddresses(own.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : own);
    }

    private static List<InetAddress> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .limit(MOST)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    List<InetSocketAddress> withPort(int port) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }
}
