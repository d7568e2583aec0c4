package dev.partyline.sip.trunk;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A block of addresses, such as {@code 192.0.2.0/28} or {@code 2001:db8::/32}; one address is a block of its own. */
record Cidr(InetAddress network, int prefixLength) {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    /** @throws IllegalArgumentException with a sentence for whoever wrote the settings */
    static Cidr parse(String text) {
        String[] parts = text.strip().split("/", -1);
        // No names: a trunk's addresses must not change with an answer of DNS.
        if (parts.length > 2 || !ADDRESS.matcher(parts[0]).matches()) {
            throw malformed(text);
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(parts[0]);
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
        int bits = address.getAddress().length * 8;
        if (parts.length == 1) {
            return new Cidr(address, bits);
        }
        int length = LENGTH.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : -1;
        if (length < 0 || length > bits) {
            throw malformed(text);
        }
        Cidr cidr = new Cidr(address, length);
        if (!Arrays.equals(cidr.masked(address.getAddress()), address.getAddress())) {
            throw new IllegalArgumentException("\"" + text + "\" has bits set behind its prefix length");
        }
        return cidr;
    }

    static Cidr of(InetAddress address) {
        return new Cidr(address, address.getAddress().length * 8);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.getAddress().length && Arrays.equals(masked(bytes), network.getAddress());
    }

    private byte[] masked(byte[] address) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(prefixLength - i * 8L, 0, 8);
            masked[i] &= (byte) (0xff00 >> kept);
        }
        return masked;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no address and no block of addresses such as 192.0.2.0/28");
    }
}
