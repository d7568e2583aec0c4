package dev.partyline.webrtc;

import java.net.InetAddress;
import java.util.List;

/**
 * @param bindAddress where the loops' browser ports are bound
 * @param firstPort the first of as many consecutive UDP ports as loops; 0 for any free ones
 * @param advertisedAddresses what candidates say; empty for the bound address, or, where that is the wildcard, every
 *     address of this machine
 * @param maxBrowsers browsers at once
 */
public record EdgeSettings(
        InetAddress bindAddress, int firstPort, List<InetAddress> advertisedAddresses, int maxBrowsers) {}
