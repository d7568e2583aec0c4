package dev.partyline.media.codec;

import java.nio.ByteBuffer;

/**
 * Opus packets of one frame each, put together to one of several (RFC 6716 section 3.2.5): what they have in common is
 * said once.
 *
 * <pre>
 * | config |s|3| 1|0| M | size of frame 1 | ... | size of frame M-1 | frame 1 | ... | frame M |
 * </pre>
 */
public final class OpusBundle {
    // What fits beside RTP's header, and SRTP's tag, on any network.
    private static final int MOST_BYTES = 1200;
    private static final int MOST_FRAMES = 6;
    private static final int SEVERAL = 3;
    private static final int VARIABLE = 0x80;
    private static final int ONE_BYTE_SIZES = 252;

    // Alone, a packet may be longer than any bundle.
    private final byte[] frames = new byte[OpusFrames.MAX_FRAME_BYTES];
    private final int[] lengths = new int[MOST_FRAMES];
    private int count;
    private int bytes;
    private int samples;
    private int toc;

    /** Whether a packet can be put to those that are in it; into an empty one any packet can. */
    public boolean takes(byte[] packet, int length) {
        return count == 0
                || (count < MOST_FRAMES
                        && (packet[0] & 0xff) == toc
                        && (toc & SEVERAL) == 0
                        && bytes + length + 2 * (count + 1) <= MOST_BYTES);
    }

    /** @param packetSamples what it lasts, at 48 kHz */
    public void add(byte[] packet, int length, int packetSamples) {
        toc = packet[0] & 0xff;
        System.arraycopy(packet, 1, frames, bytes, length - 1);
        lengths[count++] = length - 1;
        bytes += length - 1;
        samples += packetSamples;
    }

    /** What is in it lasts so long, at 48 kHz. */
    public int samples() {
        return samples;
    }

    /** Puts it at the position of {@code out}, and begins anew. */
    public void drainTo(ByteBuffer out) {
        if (count == 1) {
            out.put((byte) toc);
        } else {
            out.put((byte) (toc | SEVERAL)).put((byte) (VARIABLE | count));
            for (int i = 0; i < count - 1; i++) {
                putSize(lengths[i], out);
            }
        }
        out.put(frames, 0, bytes);
        clear();
    }

    /** Section 3.2.1. */
    private static void putSize(int length, ByteBuffer out) {
        if (length < ONE_BYTE_SIZES) {
            out.put((byte) length);
        } else {
            int first = ONE_BYTE_SIZES + (length & 3);
            out.put((byte) first).put((byte) ((length - first) >> 2));
        }
    }

    public void clear() {
        count = 0;
        bytes = 0;
        samples = 0;
    }
}
