package dev.partyline.media;

import dev.partyline.media.codec.G711;
import java.nio.ByteBuffer;

/** A phone at the other end, in virtual time: sends a signal by a clock of its own. */
public final class FarPhone {
    /** Amplitude at a sample number, -32768 to 32767. */
    public interface Signal {
        double at(long sample);

        static Signal tone(double hertz, double amplitude) {
            return n -> amplitude * Math.sin(2 * Math.PI * hertz * n / 8000);
        }
    }

    private final Signal signal;
    private final PhoneStream.Codec codec;
    private final double nanosPerSample;
    private final long startNanos;
    private int ssrc = 0x1234;
    private int sequence;
    private int timestamp;
    private int packetSamples = 160;
    private long sample;
    private boolean marker = true;

    public FarPhone(PhoneStream.Codec codec, Signal signal, int sequence, int timestamp) {
        this(codec, signal, sequence, timestamp, 0, 0);
    }

    /** @param ppm how much faster its clock runs than ours */
    public FarPhone(PhoneStream.Codec codec, Signal signal, int sequence, int timestamp, double ppm, long startNanos) {
        this.codec = codec;
        this.signal = signal;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.startNanos = startNanos;
        nanosPerSample = 125_000 / (1 + ppm / 1e6);
    }

    public void packetMillis(int millis) {
        packetSamples = 8 * millis;
    }

    public void ssrc(int value) {
        ssrc = value;
    }

    public void leap(int sequenceBy, int timestampBy) {
        sequence += sequenceBy;
        timestamp += timestampBy;
    }

    /** When the next packet leaves: as soon as its last sample was spoken. */
    public long nextNanos() {
        return startNanos + Math.round((sample + packetSamples) * nanosPerSample);
    }

    /** Speaks the next packet without sending it, as silence suppression does. */
    public void pause() {
        sample += packetSamples;
        timestamp += packetSamples;
        marker = true;
    }

    public byte[] nextPacket() {
        short[] samples = new short[packetSamples];
        for (int i = 0; i < packetSamples; i++) {
            samples[i] = (short) Math.clamp(Math.round(signal.at(sample + i)), -32768, 32767);
        }
        ByteBuffer packet = ByteBuffer.allocate(12 + packetSamples);
        packet.put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | codec.payloadType()))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        G711.encode(codec, samples, 0, packetSamples, packet);
        sequence++;
        timestamp += packetSamples;
        sample += packetSamples;
        marker = false;
        return packet.array();
    }
}
