package dev.partyline.media;

/** UDP ports from {@code first} to {@code last}, both included. */
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1024 || last > 65535 || last - first - (first & 1) < 1) {
            throw new IllegalArgumentException(
                    "a port range is an even port and the next one, or more, between 1024 and 65535");
        }
    }

    /** Parses {@code 20000-29999}. */
    public static PortRange parse(String text) {
        String[] ends = text.strip().split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("a port range is written first-last, as in 20000-29999");
        }
        return new PortRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()));
    }
}
