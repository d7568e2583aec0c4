package dev.partyline.integration.bench.sound;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What one phone hears from a moment on: the first packet where it came, the others by their timestamps. */
final class HeardSpeech {
    private static final int RTP_HEADER = 12;
    private static final int SAMPLE_NANOS = 125_000;
    /** A server that begins its timestamps anew is laid where its packets come. */
    private static final int LEAP = 4000;

    private final short[] samples;
    private final short[] decoded = new short[SoundPhone.PACKET_SAMPLES];
    private final long beganNanos;
    private boolean started;
    private int firstTimestamp;
    private int firstPlace;

    HeardSpeech(int samples, long beganNanos) {
        this.samples = new short[samples];
        this.beganNanos = beganNanos;
    }

    /** @param packet RTP, from its beginning to its position; anything but 20 ms of PCMU is not heard */
    void add(ByteBuffer packet, long nowNanos) {
        if (packet.position() != RTP_HEADER + SoundPhone.PACKET_SAMPLES || nowNanos - beganNanos < 0) {
            return;
        }
        int byArrival = (int) ((nowNanos - beganNanos) / SAMPLE_NANOS);
        int place = firstPlace + packet.getInt(4) - firstTimestamp;
        if (!started || Math.abs(place - byArrival) > LEAP) {
            started = true;
            firstTimestamp = packet.getInt(4);
            firstPlace = byArrival;
            place = byArrival;
        }
        G711.decode(Codec.PCMU, packet, RTP_HEADER, SoundPhone.PACKET_SAMPLES, decoded);
        for (int i = 0; i < decoded.length; i++) {
            if (place + i >= 0 && place + i < samples.length) {
                samples[place + i] = decoded[i];
            }
        }
    }

    short[] samples() {
        return Arrays.copyOf(samples, samples.length);
    }
}
