package dev.partyline.gateway.source;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom an address is taken for: one visitor's block (/32, or /64 for IPv6, where every host has as many addresses), and
 * the network around it (/24, or /48).
 *
 * @param address null where it was none
 */
public record SourceBlocks(
        String own, String network, @Nullable InetAddress address) {
    private static final int OWN_BITS_V6 = 64;
    private static final int NETWORK_BITS_V4 = 24;
    private static final int NETWORK_BITS_V6 = 48;

    /** @param address a literal, as the server or a trusted proxy gave it */
    public static SourceBlocks of(String address) {
        InetAddress literal;
        try {
            // The scope of an IPv6 address (RFC 4007 section 11) is no part of it.
            literal = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
        } catch (IllegalArgumentException e) {
            return new SourceBlocks("unknown", "unknown", null);
        }
        byte[] bytes = literal.getAddress();
        return bytes.length == 4
                ? new SourceBlocks(literal.getHostAddress(), block(bytes, NETWORK_BITS_V4), literal)
                : new SourceBlocks(block(bytes, OWN_BITS_V6), block(bytes, NETWORK_BITS_V6), literal);
    }

    private static String block(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        System.arraycopy(address, 0, masked, 0, bits / 8);
        try {
            return InetAddress.getByAddress(masked).getHostAddress() + "/" + bits;
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
