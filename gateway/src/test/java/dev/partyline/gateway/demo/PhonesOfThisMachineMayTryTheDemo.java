package dev.partyline.gateway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhonesOfThisMachineMayTryTheDemo {
    @Test
    void loopbackAndEveryAddressOfItsOwn() throws SocketException {
        List<InetAddress> known = ThisMachine.addresses().stream()
                .filter(address -> !address.contains("/"))
                .map(InetAddress::ofLiteral)
                .toList();
        assertTrue(ThisMachine.addresses().contains("127.0.0.0/8"));
        List<String> missing = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .filter(address -> known.stream()
                        .noneMatch(one -> java.util.Arrays.equals(one.getAddress(), address.getAddress())))
                .map(InetAddress::toString)
                .toList();
        assertEquals(List.of(), missing);
    }
}
