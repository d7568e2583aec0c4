package dev.partyline.media.codec;

/**
 * What both ends of ITU-T G.722 at 64 kbit/s share: 16 kHz in two bands of 8 kHz, of which the lower has six bits a
 * sample and the upper two. A byte holds one sample of each: {@code | upper 2 | lower 6 |}.
 */
public final class G722 {
    public static final int SAMPLE_RATE = 16_000;

    /** Samples in a byte; RTP counts bytes (RFC 3551 section 4.5.2). */
    public static final int SAMPLES_A_BYTE = 2;

    /** Half of the 24 symmetrical taps of the quadrature mirror filter (table 11): every second one. */
    private static final int[] QMF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    static final int TAPS = 24;

    private G722() {}

    /** The taps that meet the even places of a line of {@value #TAPS} samples. */
    static int even(int[] line) {
        int sum = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            sum += line[2 * i] * QMF[i];
        }
        return sum;
    }

    /** The taps that meet the odd places. */
    static int odd(int[] line) {
        int sum = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            sum += line[2 * i + 1] * QMF[TAPS / 2 - 1 - i];
        }
        return sum;
    }
}
