package dev.partyline.media.codec;

/**
 * What an Opus packet says of itself (RFC 6716 section 3), checked before native code sees it.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+     c = 0: one frame            c = 1: two of equal size
 * | config  |s| c |     c = 2: two, first one sized c = 3: count byte |v|p| M |, padding, sizes
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class OpusFrames {
    /** R2: no frame is longer. */
    public static final int MAX_FRAME_BYTES = 1275;

    /** Room for what we send: one frame and its TOC byte. */
    public static final int MAX_PACKET_BYTES = 1 + MAX_FRAME_BYTES;

    /** 120 ms at 48 kHz (R5). */
    public static final int MAX_SAMPLES = 5760;

    private static final int INVALID = -1;

    private OpusFrames() {}

    /** Samples at 48 kHz in a well-formed packet, or -1. */
    public static int samples(byte[] packet, int length) {
        if (length < 1 || length > packet.length) {
            return INVALID;
        }
        int toc = packet[0] & 0xff;
        int count = switch (toc & 3) {
            case 0 -> length - 1 <= MAX_FRAME_BYTES ? 1 : INVALID;
            case 1 -> (length & 1) == 1 && (length - 1) / 2 <= MAX_FRAME_BYTES ? 2 : INVALID;
            case 2 -> twoFrames(packet, length);
            default -> manyFrames(packet, length);
        };
        int samples = count * frameSamples(toc >> 3);
        return count > 0 && samples <= MAX_SAMPLES ? samples : INVALID;
    }

    /** Table 2. */
    private static int frameSamples(int config) {
        if (config < 12) {
            return switch (config & 3) {
                case 0 -> 480;
                case 1 -> 960;
                case 2 -> 1920;
                default -> 2880;
            };
        }
        return config < 16 ? 480 << (config & 1) : 120 << (config & 3);
    }

    /** Section 3.2.4. */
    private static int twoFrames(byte[] packet, int length) {
        long first = size(packet, 1, length);
        if (first < 0) {
            return INVALID;
        }
        int second = length - next(first) - size(first);
        return second >= 0 && second <= MAX_FRAME_BYTES ? 2 : INVALID;
    }

    /** Section 3.2.5. */
    private static int manyFrames(byte[] packet, int length) {
        if (length < 2) {
            return INVALID;
        }
        int head = packet[1] & 0xff;
        int count = head & 0x3f;
        int at = 2;
        int end = length;
        if (count == 0) {
            return INVALID;
        }
        if ((head & 0x40) != 0) {
            int padding;
            do {
                if (at >= end) {
                    return INVALID;
                }
                padding = packet[at++] & 0xff;
                end -= padding == 255 ? 254 : padding;
            } while (padding == 255);
        }
        if (end < at) {
            return INVALID;
        }
        if ((head & 0x80) == 0) {
            int each = (end - at) / count;
            return each * count == end - at && each <= MAX_FRAME_BYTES ? count : INVALID;
        }
        int sized = 0;
        for (int i = 0; i < count - 1; i++) {
            long frame = size(packet, at, end);
            if (frame < 0) {
                return INVALID;
            }
            sized += size(frame);
            at = next(frame);
        }
        int last = end - at - sized;
        return last >= 0 && last <= MAX_FRAME_BYTES ? count : INVALID;
    }

    /** Section 3.2.1: one or two bytes of length; where it ends in the upper half, its value in the lower one. */
    private static long size(byte[] packet, int at, int end) {
        if (at >= end) {
            return INVALID;
        }
        int first = packet[at] & 0xff;
        if (first < 252) {
            return ((at + 1L) << 32) | first;
        }
        if (at + 1 >= end) {
            return INVALID;
        }
        return ((at + 2L) << 32) | (first + 4 * (packet[at + 1] & 0xff));
    }

    private static int next(long sized) {
        return (int) (sized >>> 32);
    }

    private static int size(long sized) {
        return (int) sized;
    }
}
