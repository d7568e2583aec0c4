package dev.partyline.integration.fuzz;

import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.TelephoneEvents;
import java.nio.ByteBuffer;

/** Any packets of RFC 4733, in any order: keys are keys, and none is told oftener than packets came. */
public final class TelephoneEventsFuzz {
    private static final long STEP_NANOS = 20_000_000L;
    // After so long the far end may have begun to count anew, and its next press may have any timestamp.
    private static final long NEW_CLOCK_NANOS = 2_000_000_000L;

    private TelephoneEventsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        TelephoneEvents events = new TelephoneEvents();
        RtpPacket packet = new RtpPacket();
        long nowNanos = -STEP_NANOS;
        int told = 0;
        int packets = 0;
        int toldTimestamp = 0;
        long toldNanos = 0;
        while (input.remaining() >= 2) {
            ByteBuffer datagram = Fuzz.nextDatagram(input);
            nowNanos += STEP_NANOS;
            if (!packet.parse(datagram)) {
                continue;
            }
            packets++;
            int key = events.accept(packet, nowNanos);
            Fuzz.check(key == -1 || "0123456789*#ABCD".indexOf(key) >= 0, "no key: " + key);
            boolean again = told > 0 && packet.timestamp() == toldTimestamp && nowNanos - toldNanos < NEW_CLOCK_NANOS;
            Fuzz.check(key == -1 || !again, "one press told twice");
            if (key != -1) {
                told++;
                toldTimestamp = packet.timestamp();
                toldNanos = nowNanos;
            }
        }
        Fuzz.check(told <= packets, "more keys than packets");
    }
}
