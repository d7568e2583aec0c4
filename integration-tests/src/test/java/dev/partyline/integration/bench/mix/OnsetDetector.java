package dev.partyline.integration.bench.mix;

/** Finds where a burst begins in a stream of PCMU packets: the first loud sample after 100 ms of quiet. */
final class OnsetDetector {
    private static final int QUIET_SAMPLES = 800;
    /** PCMU codes with the sign taken off and inverted grow with loudness; 0x40 is about -24 dB of full scale. */
    private static final int LOUD_CODE = 0x40;

    private int quietSamples;

    /** Sample index of an onset in this payload, or -1. */
    int onset(byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            boolean loud = (~payload[i] & 0x7f) >= LOUD_CODE;
            if (!loud) {
                quietSamples++;
            } else if (quietSamples >= QUIET_SAMPLES) {
                quietSamples = 0;
                return i;
            } else {
                quietSamples = 0;
            }
        }
        return -1;
    }
}
