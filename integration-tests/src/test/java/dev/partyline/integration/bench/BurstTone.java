package dev.partyline.integration.bench;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.codec.G711;
import java.util.Arrays;

/**
 * What a talker of the swarm says: 100 ms of tone each second and silence in between, as PCMU packets of 20 ms. The
 * onset stands at the first sample of a packet and at full amplitude, so that the packet's departure is the onset's.
 */
final class BurstTone {
    static final int SAMPLES_A_PACKET = 160;
    static final int PACKETS_A_PERIOD = 50;
    private static final int BURST_PACKETS = 5;
    private static final int AMPLITUDE = 8000;
    private static final double TONE_HZ = 500;

    private static final byte[] SILENCE = new byte[SAMPLES_A_PACKET];
    private static final byte[] BURST = new byte[SAMPLES_A_PACKET];

    static {
        Arrays.fill(SILENCE, (byte) 0xff);
        short[] samples = new short[SAMPLES_A_PACKET];
        for (int i = 0; i < SAMPLES_A_PACKET; i++) {
            samples[i] = (short) (AMPLITUDE * Math.cos(2 * Math.PI * TONE_HZ * i / 8000));
        }
        G711.encode(PhoneStream.Codec.PCMU, samples, 0, SAMPLES_A_PACKET, BURST, 0);
    }

    /** Whether the packet of this number within the period begins a burst. */
    static boolean isOnset(int packetInPeriod) {
        return packetInPeriod == 0;
    }

    static byte[] payload(int packetInPeriod) {
        return packetInPeriod < BURST_PACKETS ? BURST : SILENCE;
    }

    static byte[] silence() {
        return SILENCE;
    }

    private BurstTone() {}
}
