package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusBundle;
import dev.partyline.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The sending half of a phone leg: from one encoded frame a tick to packets of the length that the far end asked for.
 * In G.711 a byte is a sample, and in G.722 it is one of the clock, so packets are cut anywhere; Opus packets are put
 * together.
 */
final class PhoneSender {
    private static final int SAMPLES_A_MILLI = 8;
    private static final int LONGEST_PACKET = 60 * SAMPLES_A_MILLI;
    private static final int OPUS_SAMPLES_A_MILLI = 48;
    private static final int OPUS_FRAME_SAMPLES = 20 * OPUS_SAMPLES_A_MILLI;

    private final LegCounters counters;
    private final SendStream stream;
    private final byte[] pending = new byte[LONGEST_PACKET + FRAME_SAMPLES];
    private int pendingBytes;
    private int packetBytes = FRAME_SAMPLES;
    private final OpusBundle bundle = new OpusBundle();
    private int bundleSamples;
    private int unitsAFrame = FRAME_SAMPLES;
    private Codec codec = Codec.PCMU;
    private int payloadType;
    private boolean marker = true;

    PhoneSender(LegCounters counters, RandomGenerator random) {
        this.counters = counters;
        stream = new SendStream(random);
    }

    /** Sequence and timestamp go on whatever was agreed anew. */
    void connect(PhoneStream agreed) {
        int bytes = agreed.packetMillis() * SAMPLES_A_MILLI;
        int type = agreed.payload().sent();
        // Most offers later than the first only refresh the session: what is being sent goes on then.
        if (bytes != packetBytes || type != payloadType || agreed.codec() != codec) {
            pause(0);
            codec = agreed.codec();
            packetBytes = bytes;
            payloadType = type;
            unitsAFrame = agreed.codec() == Codec.OPUS ? OPUS_FRAME_SAMPLES : FRAME_SAMPLES;
            bundleSamples = agreed.packetMillis() * OPUS_SAMPLES_A_MILLI;
        }
    }

    void send(byte[] encodedFrame, PhoneTransport transport, ByteBuffer out) {
        if (pendingBytes == 0 && packetBytes == FRAME_SAMPLES) {
            // What nearly all ask for: a frame is a packet.
            sendPacket(encodedFrame, 0, transport, out);
            return;
        }
        System.arraycopy(encodedFrame, 0, pending, pendingBytes, FRAME_SAMPLES);
        pendingBytes += FRAME_SAMPLES;
        int from = 0;
        while (pendingBytes - from >= packetBytes) {
            sendPacket(pending, from, transport, out);
            from += packetBytes;
        }
        pendingBytes -= from;
        System.arraycopy(pending, from, pending, 0, pendingBytes);
    }

    /**
     * Takes an Opus packet of one frame, which goes out with as many others as the far end asked for, or fewer where they
     * do not go together.
     *
     * @param samples what it lasts, at 48 kHz
     */
    void sendOpus(byte[] packet, int length, int samples, PhoneTransport transport, ByteBuffer out) {
        if (!bundle.takes(packet, length)) {
            sendBundle(transport, out);
        }
        bundle.add(packet, length, samples);
        if (bundle.samples() + samples > bundleSamples) {
            sendBundle(transport, out);
        }
    }

    private void sendBundle(PhoneTransport transport, ByteBuffer out) {
        out.clear();
        int header = stream.writeHeader(out, payloadType, marker);
        marker = false;
        int samples = bundle.samples();
        bundle.drainTo(out);
        out.flip();
        stream.countPayload(out.remaining() - header);
        stream.advance(samples);
        counters.sent(transport.sendRtp(out));
    }

    private void sendPacket(byte[] encoded, int from, PhoneTransport transport, ByteBuffer out) {
        out.clear();
        stream.writeHeader(out, payloadType, marker);
        marker = false;
        out.put(encoded, from, packetBytes);
        out.flip();
        stream.countPayload(packetBytes);
        stream.advance(packetBytes);
        counters.sent(transport.sendRtp(out));
    }

    /** Time goes by with nothing sent: a hold, or ticks that came too late. What was begun of a packet is dropped. */
    void pause(int frames) {
        stream.advance(pendingBytes + bundle.samples() + frames * unitsAFrame);
        pendingBytes = 0;
        bundle.clear();
        marker = true;
    }

    SendStream stream() {
        return stream;
    }
}
