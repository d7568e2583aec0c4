package dev.partyline.media.playout;

import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/** A browser at the other end, in virtual time: encodes a signal of 48 kHz by a clock of its own. */
final class FarBrowser {
    private static final int FRAME = OpusEncoder.FRAME_SAMPLES;

    private final OpusEncoder encoder;
    private final LongToDoubleFunction signal;
    private final double nanosPerSample;
    private final byte[] encoded = new byte[OpusFrames.MAX_PACKET_BYTES];
    private int frames = 1;
    private int ssrc = 0x4321;
    private int sequence;
    private int timestamp;
    private long sample;

    /** @param ppm how much faster its clock runs than ours */
    FarBrowser(OpusEncoder encoder, LongToDoubleFunction signal, int sequence, int timestamp, double ppm) {
        this.encoder = encoder;
        this.signal = signal;
        this.sequence = sequence;
        this.timestamp = timestamp;
        nanosPerSample = 1e9 / 48_000 / (1 + ppm / 1e6);
    }

    static LongToDoubleFunction tone(double hertz, double amplitude) {
        return n -> amplitude * Math.sin(2 * Math.PI * hertz * n / 48_000);
    }

    void packetMillis(int millis) {
        frames = millis / 20;
    }

    void ssrc(int value) {
        ssrc = value;
    }

    void leap(int sequenceBy, int timestampBy) {
        sequence += sequenceBy;
        timestamp += timestampBy;
    }

    long nextNanos() {
        return Math.round((sample + (long) frames * FRAME) * nanosPerSample);
    }

    /** Says nothing for the length of a packet, as DTX does: no sequence number is used up. */
    void pause() {
        sample += (long) frames * FRAME;
        timestamp += frames * FRAME;
    }

    byte[] nextPacket() {
        ByteBuffer packet = ByteBuffer.allocate(1500);
        packet.put((byte) 0x80).put((byte) 111).putShort((short) sequence++).putInt(timestamp);
        packet.putInt(ssrc);
        byte[][] parts = new byte[frames][];
        short[] frame = new short[FRAME];
        for (int part = 0; part < frames; part++) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = (short) Math.round(signal.applyAsDouble(sample + i));
            }
            parts[part] = Arrays.copyOf(encoded, encoder.encode(frame, encoded));
            sample += FRAME;
            timestamp += FRAME;
        }
        if (frames == 1) {
            packet.put(parts[0]);
        } else {
            // RFC 6716 section 3.2.5: several frames, each but the last with its length.
            packet.put((byte) (parts[0][0] | 3)).put((byte) (0x80 | frames));
            for (int part = 0; part < frames - 1; part++) {
                int length = parts[part].length - 1;
                if (length < 252) {
                    packet.put((byte) length);
                } else {
                    int first = 252 + (length & 3);
                    packet.put((byte) first).put((byte) ((length - first) / 4));
                }
            }
            for (byte[] part : parts) {
                packet.put(part, 1, part.length - 1);
            }
        }
        return Arrays.copyOf(packet.array(), packet.position());
    }
}
