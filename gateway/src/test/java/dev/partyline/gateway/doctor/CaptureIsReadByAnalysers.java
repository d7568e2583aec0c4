package dev.partyline.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The capture read back, byte by byte, as the formats say. */
class CaptureIsReadByAnalysers {
    @ParameterizedTest
    @CsvSource({"203.0.113.7, 4, 20", "2001:db8::7, 6, 40"})
    void everyMessageIsADatagram(String far, int version, int headerBytes) throws Exception {
        TracedCall call = new TracedCall(far).came("OPTIONS sip:a SIP/2.0", "OPTIONS", "body");
        call.went("SIP/2.0 200 OK", "OPTIONS", "");
        ByteBuffer file = ByteBuffer.wrap(SignallingCapture.of(call.messages()));
        assertEquals(0xa1b2c3d4, file.getInt());
        assertEquals(0x00020004, file.getInt());
        assertEquals(101, file.getInt(20));
        file.position(24);
        for (int n = 0; n < 2; n++) {
            assertEquals(1_800_000_000, file.getInt());
            assertEquals(100_000 * n, file.getInt());
            int length = file.getInt();
            assertEquals(length, file.getInt());
            ByteBuffer packet = file.slice(file.position(), length);
            file.position(file.position() + length);
            assertEquals(version, packet.get(0) >> 4);
            int address = version == 4 ? 4 : 16;
            byte[] source = new byte[address];
            packet.get(version == 4 ? 12 : 8, source);
            String expected = n == 0 ? far : version == 4 ? "198.51.100.1" : "::ffff:198.51.100.1";
            assertEquals(InetAddress.ofLiteral(expected), InetAddress.getByAddress(source));
            assertEquals(5060, packet.getShort(headerBytes));
            String text = call.messages().get(n).text();
            assertEquals(8 + text.length(), packet.getShort(headerBytes + 4));
            byte[] payload = new byte[length - headerBytes - 8];
            packet.get(headerBytes + 8, payload);
            assertEquals(text, new String(payload, StandardCharsets.UTF_8));
            if (version == 6) {
                // Pseudo-header and datagram, its checksum among them, add up to all ones (RFC 1071).
                long sum = 17L + length - headerBytes;
                for (int at = 8; at < length; at += 2) {
                    sum += ((packet.get(at) & 0xff) << 8) + (at + 1 < length ? packet.get(at + 1) & 0xff : 0);
                }
                assertEquals(0, sum % 0xffff);
            }
            if (version == 4) {
                int sum = 0;
                for (int at = 0; at < 20; at += 2) {
                    sum += packet.getShort(at) & 0xffff;
                }
                assertEquals(0xffff, (sum & 0xffff) + (sum >>> 16));
            }
        }
        assertEquals(0, file.remaining());
    }
}
