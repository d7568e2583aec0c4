package dev.partyline.webrtc.sfu;

import java.nio.ByteBuffer;

/** Picture ids of one outgoing VP8 stream: they go on by one where its source changes, as a decoder expects. */
final class Vp8Continuity {
    private static final int WIDE_MASK = 0x7fff;
    private static final int NARROW_MASK = 0x7f;

    private boolean begun;
    private int pictureIdOffset;
    private int tl0Offset;
    private int highestPictureId;
    private int highestTl0;

    /** From here on another source; its first packet is this one. */
    void join(Vp8Header header) {
        if (begun) {
            pictureIdOffset = highestPictureId + 1 - header.pictureId();
            tl0Offset = highestTl0 + 1 - header.tl0();
        }
        begun |= header.hasPictureId();
    }

    /** Notes a packet that is about to be sent. */
    void passed(Vp8Header header) {
        if (header.hasPictureId()) {
            int mask = header.wide() ? WIDE_MASK : NARROW_MASK;
            int id = header.pictureId() + pictureIdOffset;
            int ahead = (id - highestPictureId) & mask;
            if (ahead <= mask >> 1) {
                highestPictureId = (highestPictureId + ahead) & WIDE_MASK;
            }
        }
        if (header.hasTl0()) {
            int ahead = (header.tl0() + tl0Offset - highestTl0) & 0xff;
            if (ahead < 0x80) {
                highestTl0 = (highestTl0 + ahead) & 0xff;
            }
        }
    }

    void rewrite(Vp8Header header, ByteBuffer copy, int payload) {
        header.rewrite(copy, payload, header.pictureId() + pictureIdOffset, header.tl0() + tl0Offset);
    }
}
