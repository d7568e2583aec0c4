package dev.partyline.integration.bench.mix;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.codec.G711;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a talker says, as PCMU packets of 20 ms: a soft tone of his own without end, by which he is known, that is loud
 * for 100 ms once a second. The burst begins with a packet and at full amplitude, so that the packet's departure is the
 * onset's.
 */
public final class TalkerSound {
    static final int SAMPLES_A_PACKET = 160;
    static final int SAMPLE_RATE_HZ = 8_000;
    public static final int PACKETS_A_PERIOD = 50;

    /** The tones' spacing is that of a spectrum over {@link #WINDOW_SAMPLES}, so no tone is heard in another's place. */
    static final int MOST_TALKERS = 280;

    static final int WINDOW_SAMPLES = 1_600;

    /** Softly; three of them together are still less loud than what is taken for a burst. */
    static final double SOFT_AMPLITUDE = 500;

    private static final int BURST_PACKETS = 5;
    private static final double LOUD_AMPLITUDE = 8_000;
    private static final double FIRST_HZ = 400;
    private static final double SPACING_HZ = 10;
    // Whole periods of every tone.
    private static final int PACKETS_A_LOOP = 5;

    private static final byte[] SILENCE = new byte[SAMPLES_A_PACKET];

    private static final short[] LINEAR = new short[256];

    static {
        Arrays.fill(SILENCE, (byte) 0xff);
        byte[] codes = new byte[LINEAR.length];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = (byte) code;
        }
        G711.decode(PhoneStream.Codec.PCMU, ByteBuffer.wrap(codes), 0, codes.length, LINEAR, 0);
    }

    private final byte[][] soft;
    private final byte[][] loud;

    public TalkerSound(int talker) {
        soft = packets(hertz(talker), SOFT_AMPLITUDE);
        loud = packets(hertz(talker), LOUD_AMPLITUDE);
    }

    static double hertz(int talker) {
        return FIRST_HZ + SPACING_HZ * talker;
    }

    private static byte[][] packets(double hertz, double amplitude) {
        byte[][] packets = new byte[PACKETS_A_LOOP][SAMPLES_A_PACKET];
        short[] samples = new short[SAMPLES_A_PACKET];
        for (int packet = 0; packet < PACKETS_A_LOOP; packet++) {
            for (int i = 0; i < SAMPLES_A_PACKET; i++) {
                double seconds = (double) (packet * SAMPLES_A_PACKET + i) / SAMPLE_RATE_HZ;
                samples[i] = (short) Math.round(amplitude * Math.cos(2 * Math.PI * hertz * seconds));
            }
            G711.encode(PhoneStream.Codec.PCMU, samples, 0, SAMPLES_A_PACKET, packets[packet], 0);
        }
        return packets;
    }

    /** Whether the packet of this number within the period begins a burst. */
    static boolean isOnset(int packetInPeriod) {
        return packetInPeriod == 0;
    }

    byte[] payload(int packetInPeriod) {
        return (packetInPeriod < BURST_PACKETS ? loud : soft)[packetInPeriod % PACKETS_A_LOOP];
    }

    static short linear(byte pcmu) {
        return LINEAR[pcmu & 0xff];
    }

    static byte[] silence() {
        return SILENCE;
    }
}
