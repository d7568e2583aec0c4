package dev.partyline.integration.fuzz;

import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.TelephoneEvents;
import java.nio.ByteBuffer;

/** Any packets of RFC 4733, in any order: keys are keys, no press is told twice, and no packet tells too many. */
public final class TelephoneEventsFuzz {
    private static final long STEP_NANOS = 20_000_000L;
    // After so long the far end may have begun to count anew, and its next press may have any timestamp.
    private static final long NEW_CLOCK_NANOS = 2_000_000_000L;

    private static final int MOST_EVENTS = 8;

    private TelephoneEventsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        TelephoneEvents events = new TelephoneEvents();
        RtpPacket packet = new RtpPacket();
        long nowNanos = -STEP_NANOS;
        int told = 0;
        int packets = 0;
        int toldKey = -1;
        int toldTimestamp = 0;
        long toldNanos = 0;
        while (input.remaining() >= 2) {
            ByteBuffer datagram = Fuzz.nextDatagram(input);
            nowNanos += STEP_NANOS;
            if (!packet.parse(datagram)) {
                continue;
            }
            packets++;
            int first = events.accept(packet, nowNanos);
            // A press has one timestamp; where another came between, the far end has another clock, or two of them.
            if (packet.timestamp() != toldTimestamp) {
                toldKey = -1;
            }
            // Of several events in a packet a later one may be the next press of the same key.
            boolean isOne = packet.payloadLength() < 2 * TelephoneEvents.EVENT_BYTES;
            boolean again = isOne && first == toldKey && nowNanos - toldNanos < NEW_CLOCK_NANOS;
            Fuzz.check(first == -1 || !again, "one press told twice");
            if (first != -1) {
                toldKey = first;
                toldTimestamp = packet.timestamp();
                toldNanos = nowNanos;
            }
            for (int key = first; key != -1; key = events.another()) {
                Fuzz.check("0123456789*#ABCD".indexOf(key) >= 0, "no key: " + key);
                told++;
            }
        }
        Fuzz.check(told <= packets * MOST_EVENTS, "more keys than events");
    }
}
