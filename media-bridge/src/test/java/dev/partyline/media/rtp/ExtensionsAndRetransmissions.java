package dev.partyline.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExtensionsAndRetransmissions {
    private final RtpPacket packet = new RtpPacket();

    private static ByteBuffer extended(int profile, int... extension) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + 4 + extension.length + 3);
        bytes.put((byte) 0x90).put((byte) 111).putShort((short) 5).putInt(6).putInt(7);
        bytes.putShort((short) profile).putShort((short) (extension.length / 4));
        for (int value : extension) {
            bytes.put((byte) value);
        }
        return bytes.put(new byte[] {1, 2, 3}).flip();
    }

    @Test
    void oneByteHeadersAreFoundByTheirId() {
        assertTrue(packet.parse(extended(0xbede, 0, 0x10, 0xaa, 0, 0x32, 1, 2, 3)));
        int first = packet.extension(1);
        assertEquals(1, packet.extensionLength(first));
        assertEquals((byte) 0xaa, packet.buffer().get(first));
        int second = packet.extension(3);
        assertEquals(3, packet.extensionLength(second));
        assertEquals(2, packet.buffer().get(second + 1));
        assertEquals(-1, packet.extension(2));
        assertEquals(3, packet.payloadLength());
    }

    @Test
    void whatIsNoneIsNotFound() {
        assertTrue(packet.parse(extended(0x1000, 0x10, 0xaa, 0, 0)));
        assertEquals(-1, packet.extension(1), "two-byte headers are another form");
        assertTrue(packet.parse(extended(0xbede, 0xf0, 0, 0x10, 0xaa)));
        assertEquals(-1, packet.extension(1), "15 ends the list");
        assertTrue(packet.parse(extended(0xbede, 0x01, 0, 0x10, 0xaa)));
        assertEquals(-1, packet.extension(1), "no padding has a length");
        assertTrue(packet.parse(extended(0xbede, 0x1f, 1, 2, 3)));
        assertEquals(-1, packet.extension(1), "longer than the block");
        assertTrue(packet.parse(RtpBytes.packet(0, false, 1, 2, 3)));
        assertEquals(-1, packet.extension(1));
    }

    @Test
    void aLevelComesBackAsItWasWritten() {
        for (int level = -127; level <= 0; level++) {
            ByteBuffer bytes = ByteBuffer.allocate(40);
            bytes.put((byte) 0x90).put((byte) 111).putShort((short) 5).putInt(6).putInt(7);
            HeaderExtensions.writeAudioLevel(bytes, 9, level, level % 2 == 0);
            assertTrue(packet.parse(bytes.flip()));
            assertEquals(level, HeaderExtensions.audioLevelDbov(packet, 9));
            assertEquals(level % 2 == 0, HeaderExtensions.voiceActivity(packet, 9));
            assertEquals(HeaderExtensions.LEVEL_UNKNOWN, HeaderExtensions.audioLevelDbov(packet, 8));
            assertEquals(HeaderExtensions.LEVEL_UNKNOWN, HeaderExtensions.audioLevelDbov(packet, 0));
        }
    }

    @Test
    void aRetransmissionBecomesTheOriginal() {
        ByteBuffer rtx = RtpBytes.packet(97, true, 3, 900, 44, new byte[] {(byte) 0xff, (byte) 0xf0, 8, 9});
        assertTrue(packet.parse(rtx));
        assertTrue(Rtx.restore(packet, rtx, 96, 43));
        assertTrue(packet.parse(rtx));
        assertEquals(96, packet.payloadType());
        assertTrue(packet.marker());
        assertEquals(0xfff0, packet.sequence());
        assertEquals(900, packet.timestamp());
        assertEquals(43, packet.ssrc());
        assertEquals(2, packet.payloadLength());
        assertEquals(8, packet.buffer().get(packet.payloadOffset()));
        ByteBuffer probe = RtpBytes.packet(97, false, 3, 900, 44, new byte[2]);
        assertTrue(packet.parse(probe));
        assertFalse(Rtx.restore(packet, probe, 96, 43));
    }

    @Test
    void aRepairedGapIsNoLoss() {
        ReceiveStream stream = new ReceiveStream(90_000);
        for (int sequence : new int[] {65_530, 65_535, 2}) {
            assertNull(stream.accept(RtpBytes.parsed(sequence & 0xffff, 0, 5), 0));
        }
        assertEquals(6, stream.packetsLost());
        for (int sequence : new int[] {65_531, 65_532, 65_533, 65_534, 0, 1}) {
            assertNull(stream.acceptRepaired(RtpBytes.parsed(sequence, 0, 5)));
            assertEquals(sequence, stream.extendedSequence() & 0xffff);
        }
        assertEquals(0, stream.packetsLost());
        assertEquals(DropReason.DUPLICATE, stream.acceptRepaired(RtpBytes.parsed(1, 0, 5)));
        assertEquals(DropReason.UNKNOWN_SSRC, stream.acceptRepaired(RtpBytes.parsed(1, 0, 6)));
        assertEquals(DropReason.LATE, stream.acceptRepaired(RtpBytes.parsed(3, 0, 5)), "not yet sent");
        assertEquals(DropReason.LATE, stream.acceptRepaired(RtpBytes.parsed(60_000, 0, 5)));
    }

    @Test
    void randomExtensionsReachNothingOutOfBounds() {
        Random random = new Random(6);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[12 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[0] = (byte) 0x90;
            if (bytes.length > 16) {
                bytes[12] = (byte) 0xbe;
                bytes[13] = (byte) 0xde;
                bytes[14] = 0;
                bytes[15] = (byte) random.nextInt(6);
            }
            if (packet.parse(ByteBuffer.wrap(bytes))) {
                for (int id = 1; id < 15; id++) {
                    int at = packet.extension(id);
                    assertTrue(at < 0 || at + packet.extensionLength(at) <= packet.payloadOffset());
                }
            }
        }
    }
}
