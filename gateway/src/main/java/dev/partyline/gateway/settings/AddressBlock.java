package dev.partyline.gateway.settings;

import java.net.InetAddress;
import java.util.Arrays;

/** A CIDR block (RFC 4632, RFC 4291 section 2.3), or one address. Names are not resolved. */
public record AddressBlock(InetAddress network, int prefixBits) {
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int width = network.getAddress().length * 8;
        int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException("a prefix has 0 to " + width + " bits");
        }
        byte[] bytes = network.getAddress();
        if (!Arrays.equals(bytes, masked(bytes, bits))) {
            throw new IllegalArgumentException("bits are set beyond the prefix");
        }
        return new AddressBlock(network, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.getAddress().length
                && Arrays.equals(masked(bytes, prefixBits), network.getAddress());
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - i * 8L, 0, 8);
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }
}
