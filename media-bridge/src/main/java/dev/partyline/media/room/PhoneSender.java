package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The sending half of a phone leg: from one encoded frame a tick to packets of the length that the far end asked for.
 * In G.711 a byte is a sample, so packets are cut anywhere.
 */
final class PhoneSender {
    private static final int SAMPLES_A_MILLI = 8;
    private static final int LONGEST_PACKET = 60 * SAMPLES_A_MILLI;

    private final LegCounters counters;
    private final SendStream stream;
    private final byte[] pending = new byte[LONGEST_PACKET + FRAME_SAMPLES];
    private int pendingBytes;
    private int packetBytes = FRAME_SAMPLES;
    private int payloadType;
    private boolean marker = true;

    PhoneSender(LegCounters counters, RandomGenerator random) {
        this.counters = counters;
        stream = new SendStream(random);
    }

    /** Sequence and timestamp go on whatever was agreed anew. */
    void connect(PhoneStream agreed) {
        int bytes = agreed.packetMillis() * SAMPLES_A_MILLI;
        int type = agreed.codec().payloadType();
        // Most offers later than the first only refresh the session: what is being sent goes on then.
        if (bytes != packetBytes || type != payloadType) {
            pause(0);
            packetBytes = bytes;
            payloadType = type;
        }
    }

    void send(byte[] encodedFrame, PhoneTransport transport, ByteBuffer out) {
        System.arraycopy(encodedFrame, 0, pending, pendingBytes, FRAME_SAMPLES);
        pendingBytes += FRAME_SAMPLES;
        int from = 0;
        while (pendingBytes - from >= packetBytes) {
            sendPacket(from, transport, out);
            from += packetBytes;
        }
        pendingBytes -= from;
        System.arraycopy(pending, from, pending, 0, pendingBytes);
    }

    private void sendPacket(int from, PhoneTransport transport, ByteBuffer out) {
        out.clear();
        stream.writeHeader(out, payloadType, marker);
        marker = false;
        out.put(pending, from, packetBytes);
        out.flip();
        stream.countPayload(packetBytes);
        stream.advance(packetBytes);
        counters.sent(transport.sendRtp(out));
    }

    /** Time goes by with nothing sent: a hold, or ticks that came too late. What was begun of a packet is dropped. */
    void pause(int frames) {
        stream.advance(pendingBytes + frames * FRAME_SAMPLES);
        pendingBytes = 0;
        marker = true;
    }

    SendStream stream() {
        return stream;
    }
}
