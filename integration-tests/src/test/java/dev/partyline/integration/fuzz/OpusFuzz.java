package dev.partyline.integration.fuzz;

import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.OpusLibrary;

/**
 * Any bytes as Opus packets: what {@link OpusFrames} refuses never reaches libopus, and what it lets through, libopus
 * finds as long as it was said to be. One decoder for all, so that each input meets whatever state the others left.
 */
public final class OpusFuzz {
    private static final OpusDecoder DECODER = OpusLibrary.load().decoder();
    private static final short[] OUT = new short[OpusFrames.MAX_SAMPLES];

    private OpusFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        int expected = OpusFrames.samples(bytes, bytes.length);
        Fuzz.check(expected == -1 || (expected >= 120 && expected <= OpusFrames.MAX_SAMPLES), "lasts " + expected);
        Fuzz.check(expected == -1 || expected % 120 == 0, "lasts " + expected);
        int fec = DECODER.decodeFec(bytes, bytes.length, 960, OUT);
        int decoded = DECODER.decode(bytes, bytes.length, OUT);
        if (expected == -1 || bytes.length > 1_500) {
            Fuzz.check(decoded == OpusDecoder.REFUSED && fec == OpusDecoder.REFUSED, "libopus has seen it");
        } else {
            Fuzz.check(decoded == expected, "said to last " + expected + ", and lasted " + decoded);
            Fuzz.check(fec == 960, "made up " + fec);
        }
        Fuzz.check(DECODER.conceal(960, OUT) == 960, "nothing was made up");
    }
}
