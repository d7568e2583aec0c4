package dev.partyline.media.codec;

import java.util.Arrays;

/**
 * ITU-T G.722 at 64 kbit/s: a byte to two samples of 16 kHz. What is missing is made up by going on with the last pitch
 * period, and the bands go on from where they were: a copy that had to catch up would leave a jump.
 */
public final class G722Decoder implements PacketDecoder {
    private static final int SAMPLES_A_UNIT = 2;
    private static final int LONGEST_PACKET = 960;
    // The pitch is looked for at 8 kHz, over as many samples as it has to look at.
    private static final int NARROW = Pitch.MAX_LAG + 160;
    private static final int HISTORY = 2 * NARROW;
    private static final int STEP = 40;

    private final SubBand lower = SubBand.lower();
    private final SubBand upper = SubBand.upper();
    private final int[] line = new int[G722.TAPS];
    private final short[] history = new short[HISTORY];
    private final short[] narrow = new short[NARROW];
    private int lag;
    private int madeUp;

    @Override
    public int sampleRate() {
        return G722.SAMPLE_RATE;
    }

    @Override
    public int samplesAUnit() {
        return SAMPLES_A_UNIT;
    }

    @Override
    public int samples(byte[] packet, int length) {
        return length < 1 || length > LONGEST_PACKET ? REFUSED : length * G722.SAMPLES_A_BYTE;
    }

    @Override
    public int decode(byte[] bytes, int length, short[] out) {
        if (samples(bytes, length) < 0 || length > bytes.length || out.length < length * G722.SAMPLES_A_BYTE) {
            return REFUSED;
        }
        for (int i = 0; i < length; i++) {
            int code = bytes[i] & 0xff;
            int low = lower(code & 0x3f);
            int high = upper(code >> 6);
            System.arraycopy(line, 2, line, 0, G722.TAPS - 2);
            line[G722.TAPS - 2] = low + high;
            line[G722.TAPS - 1] = low - high;
            out[2 * i] = (short) SubBand.saturated(G722.odd(line) >> 11);
            out[2 * i + 1] = (short) SubBand.saturated(G722.even(line) >> 11);
        }
        madeUp = 0;
        remember(out, length * G722.SAMPLES_A_BYTE);
        return length * G722.SAMPLES_A_BYTE;
    }

    /** Blocks INVQBL, RECONS, LIMIT and INVQAL. */
    private int lower(int code) {
        int step = lower.step();
        int sample = lower.prediction() + ((step * G722Tables.LOWER_SIX[code]) >> 15);
        int coarse = code >> 2;
        lower.learn((step * G722Tables.LOWER_FOUR[coarse]) >> 15, G722Tables.LOWER_LOUDER[coarse]);
        return limited(sample);
    }

    private int upper(int code) {
        int difference = (upper.step() * G722Tables.UPPER_TWO[code]) >> 15;
        int sample = upper.prediction() + difference;
        upper.learn(difference, G722Tables.UPPER_LOUDER[code]);
        return limited(sample);
    }

    private static int limited(int sample) {
        return Math.clamp(sample, -16_384, 16_383);
    }

    /** The last period goes round, as in G.711 Appendix I; whoever plays it fades it. */
    @Override
    public int conceal(int count, short[] out) {
        if (count <= 0 || count % STEP != 0 || out.length < count) {
            return REFUSED;
        }
        if (madeUp == 0) {
            lag = pitch();
        }
        for (int i = 0; i < count; i++) {
            out[i] = i < lag ? history[HISTORY - lag + i] : out[i - lag];
        }
        if (madeUp == 0) {
            int overlap = Math.min(lag / 4, count);
            int leap = history[HISTORY - 1] - history[HISTORY - 1 - lag];
            for (int i = 0; i < overlap; i++) {
                out[i] = (short) SubBand.saturated(out[i] + leap * (overlap - i) / overlap);
            }
        }
        madeUp += count;
        remember(out, count);
        return count;
    }

    private int pitch() {
        for (int i = 0; i < NARROW; i++) {
            narrow[i] = (short) ((history[2 * i] + history[2 * i + 1]) / 2);
        }
        return 2 * Pitch.lag(narrow, NARROW, 160, Pitch.MAX_LAG);
    }

    private void remember(short[] samples, int length) {
        int kept = Math.max(0, HISTORY - length);
        System.arraycopy(history, HISTORY - kept, history, 0, kept);
        System.arraycopy(samples, length - (HISTORY - kept), history, kept, HISTORY - kept);
    }

    @Override
    public int decodeFec(byte[] bytes, int length, int count, short[] out) {
        return REFUSED;
    }

    @Override
    public boolean isDiscontinuous(int length) {
        return false;
    }

    @Override
    public void reset() {
        lower.reset();
        upper.reset();
        Arrays.fill(line, 0);
        Arrays.fill(history, (short) 0);
        madeUp = 0;
    }

    @Override
    public void close() {}
}
