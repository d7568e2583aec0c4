package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * A view over the payload descriptor of a VP8 packet (RFC 7741 section 4.2).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |X|R|N|S|R| PID |
 * +-+-+-+-+-+-+-+-+
 * |I|L|T|K| RSV   |  where X
 * |M| PictureID   |  where I; a second byte where M
 * |  TL0PICIDX    |  where L
 * |TID|Y| KEYIDX  |  where T or K
 * </pre>
 */
final class Vp8Header {
    private static final int EXTENDED = 0x80;
    private static final int START_AND_PARTITION = 0x17;
    private static final int START_OF_FIRST = 0x10;
    private static final int WIDE = 0x80;

    private int pictureIdAt = -1;
    private boolean wide;
    private int tl0At = -1;
    private int pictureId;
    private int tl0;
    private boolean keyFrameStart;

    /** @return false where the payload is no VP8; the view then holds nothing */
    boolean parse(RtpPacket packet) {
        pictureIdAt = -1;
        tl0At = -1;
        keyFrameStart = false;
        ByteBuffer bytes = packet.buffer();
        int start = packet.payloadOffset();
        int end = start + packet.payloadLength();
        if (start == end) {
            return false;
        }
        int first = bytes.get(start);
        int at = start + 1;
        if ((first & EXTENDED) != 0) {
            if (at == end) {
                return false;
            }
            int parts = bytes.get(at++);
            if ((parts & 0x80) != 0) {
                if (at == end) {
                    return false;
                }
                wide = (bytes.get(at) & WIDE) != 0;
                if (at + (wide ? 2 : 1) > end) {
                    return false;
                }
                pictureIdAt = at - start;
                pictureId = wide ? bytes.getShort(at) & 0x7fff : bytes.get(at) & 0x7f;
                at += wide ? 2 : 1;
            }
            if ((parts & 0x40) != 0) {
                if (at == end) {
                    pictureIdAt = -1;
                    return false;
                }
                tl0At = at - start;
                tl0 = bytes.get(at) & 0xff;
                at++;
            }
            at += (parts & 0x30) != 0 ? 1 : 0;
        }
        // Section 4.3: the P bit of a frame's first byte is 0 in a key frame.
        keyFrameStart = (first & START_AND_PARTITION) == START_OF_FIRST && at < end && (bytes.get(at) & 1) == 0;
        return true;
    }

    /** Whether a key frame begins with this packet. */
    boolean keyFrameStart() {
        return keyFrameStart;
    }

    boolean hasPictureId() {
        return pictureIdAt >= 0;
    }

    /** Of 15 bits where {@link #wide}, else of 7. */
    int pictureId() {
        return pictureId;
    }

    boolean wide() {
        return wide;
    }

    boolean hasTl0() {
        return tl0At >= 0;
    }

    /** TL0PICIDX, 0 to 255. */
    int tl0() {
        return tl0;
    }

    /** Puts other numbers into a copy of the payload that begins at {@code payload}; widths stay. */
    void rewrite(ByteBuffer copy, int payload, int newPictureId, int newTl0) {
        if (pictureIdAt >= 0) {
            if (wide) {
                copy.putShort(payload + pictureIdAt, (short) (0x8000 | (newPictureId & 0x7fff)));
            } else {
                copy.put(payload + pictureIdAt, (byte) (newPictureId & 0x7f));
            }
        }
        if (tl0At >= 0) {
            copy.put(payload + tl0At, (byte) newTl0);
        }
    }
}
