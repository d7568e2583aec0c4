package dev.partyline.media.codec;

/** ITU-T G.722 at 64 kbit/s: two samples of 16 kHz to a byte. Allocates nothing after it is made. */
public final class G722Encoder implements PacketEncoder {
    private final SubBand lower = SubBand.lower();
    private final SubBand upper = SubBand.upper();
    private final int[] line = new int[G722.TAPS];

    @Override
    public int encode(short[] frame, byte[] out) {
        encode(frame, 0, frame.length, out, 0);
        return frame.length / G722.SAMPLES_A_BYTE;
    }

    /** @param length samples, an even number; half as many bytes come of them */
    public void encode(short[] in, int offset, int length, byte[] out, int outOffset) {
        for (int i = 0; i < length / 2; i++) {
            System.arraycopy(line, 2, line, 0, G722.TAPS - 2);
            line[G722.TAPS - 2] = in[offset + 2 * i];
            line[G722.TAPS - 1] = in[offset + 2 * i + 1];
            int even = G722.even(line);
            int odd = G722.odd(line);
            // The filter's gain is 4096; one bit more for the sum of two, and one since the bands have 15 bits.
            int low = lower((odd + even) >> 14);
            int high = upper((odd - even) >> 14);
            out[outOffset + i] = (byte) (high << 6 | low);
        }
    }

    /** Blocks SUBTRA, QUANTL and INVQAL. */
    private int lower(int sample) {
        int difference = SubBand.saturated(sample - lower.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        int step = lower.step();
        int interval = 1;
        while (interval < G722Tables.LOWER_LEVELS.length
                && magnitude >= (G722Tables.LOWER_LEVELS[interval] * step) >> 12) {
            interval++;
        }
        int code = G722Tables.lowerCode(interval, difference < 0);
        int coarse = code >> 2;
        lower.learn((step * G722Tables.LOWER_FOUR[coarse]) >> 15, G722Tables.LOWER_LOUDER[coarse]);
        return code;
    }

    /** Blocks SUBTRA, QUANTH and INVQAH. */
    private int upper(int sample) {
        int difference = SubBand.saturated(sample - upper.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        int step = upper.step();
        boolean large = magnitude >= (G722Tables.UPPER_LEVEL * step) >> 12;
        int code = (difference < 0 ? 0 : 2) | (large ? 0 : 1);
        upper.learn((step * G722Tables.UPPER_TWO[code]) >> 15, G722Tables.UPPER_LOUDER[code]);
        return code;
    }

    @Override
    public void copyStateFrom(PacketEncoder other) {
        if (!(other instanceof G722Encoder same)) {
            throw new IllegalArgumentException("encoders of two codecs");
        }
        lower.copyFrom(same.lower);
        upper.copyFrom(same.upper);
        System.arraycopy(same.line, 0, line, 0, G722.TAPS);
    }

    @Override
    public boolean isWhere(PacketEncoder other) {
        return other instanceof G722Encoder same && lower.isNear(same.lower) && upper.isNear(same.upper);
    }

    /** It adapts with every sample, so the same bits are not the same sound. */
    @Override
    public boolean restsInSilence() {
        return false;
    }

    @Override
    public void close() {}
}
