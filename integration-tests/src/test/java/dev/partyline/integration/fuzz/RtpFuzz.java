package dev.partyline.integration.fuzz;

import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.TelephoneEvents;
import java.nio.ByteBuffer;

/** Whatever a datagram says it is: nothing of it is read outside of it, and what is taken is what stood there. */
public final class RtpFuzz {
    private static final int OFFSET = 5;

    private RtpFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer datagram = ByteBuffer.allocateDirect(OFFSET + bytes.length + OFFSET)
                .position(OFFSET)
                .limit(OFFSET + bytes.length)
                .put(bytes)
                .position(OFFSET);
        RtpPacket packet = new RtpPacket();
        boolean taken = packet.parse(datagram);
        Fuzz.check(datagram.position() == OFFSET && datagram.limit() == OFFSET + bytes.length, "it was moved");
        if (!taken) {
            Fuzz.check(packet.payloadLength() == 0, "a payload of what is no packet");
            return;
        }
        Fuzz.check((bytes[0] & 0xc0) == 0x80, "another version");
        int payload = packet.payloadOffset() - OFFSET;
        Fuzz.check(payload >= RtpPacket.FIXED_HEADER_BYTES, "the payload begins in the header");
        Fuzz.check(packet.payloadLength() >= 0 && payload + packet.payloadLength() <= bytes.length, "beyond its end");
        for (int id = 1; id <= 14; id++) {
            int at = packet.extension(id);
            Fuzz.check(
                    at < 0
                            || (at >= OFFSET + RtpPacket.FIXED_HEADER_BYTES
                                    && at + packet.extensionLength(at) <= packet.payloadOffset()),
                    "an extension outside of the header");
        }
        new ReceiveStream(8_000).accept(packet, 0);
        new TelephoneEvents().accept(packet, 0);
    }
}
