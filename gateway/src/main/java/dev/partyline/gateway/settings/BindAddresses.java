package dev.partyline.gateway.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Addresses to listen on are this machine's: the system is asked, since some let a program bind others too. */
final class BindAddresses {
    private BindAddresses() {}

    static void check(GatewayProperties properties) {
        check("server.address", properties.http().address());
        check("management.server.address", properties.http().managementAddress());
        check("partyline.sip.bind-address", properties.sip().bindAddress());
        check("partyline.media.browser-address", properties.media().browserAddress());
    }

    private static void check(String key, InetAddress address) {
        try {
            new ServerSocket(0, 1, address).close();
        } catch (IOException e) {
            throw SettingText.wrong(
                    key, address.getHostAddress(), "write an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
    }
}
