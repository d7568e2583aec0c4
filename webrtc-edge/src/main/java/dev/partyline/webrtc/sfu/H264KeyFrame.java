package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/** Finds where a stream of H.264 can be begun (RFC 6184 section 5.2): a parameter set or an IDR slice. */
final class H264KeyFrame {
    private static final int IDR_SLICE = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int TYPE = 0x1f;
    private static final int FU_START = 0x80;

    private H264KeyFrame() {}

    static boolean beginsWith(RtpPacket packet) {
        ByteBuffer bytes = packet.buffer();
        int at = packet.payloadOffset();
        int end = at + packet.payloadLength();
        if (at == end) {
            return false;
        }
        int type = bytes.get(at) & TYPE;
        return switch (type) {
            case STAP_A -> anyIn(bytes, at + 1, end);
            case FU_A -> at + 1 < end && (bytes.get(at + 1) & FU_START) != 0 && begins(bytes.get(at + 1) & TYPE);
            default -> begins(type);
        };
    }

    /** Section 5.7.1: each unit behind its size in two bytes. */
    private static boolean anyIn(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (at + 2 < end) {
            if (begins(bytes.get(at + 2) & TYPE)) {
                return true;
            }
            at += 2 + (bytes.getShort(at) & 0xffff);
        }
        return false;
    }

    private static boolean begins(int type) {
        return type == IDR_SLICE || type == SEQUENCE_PARAMETER_SET;
    }
}
