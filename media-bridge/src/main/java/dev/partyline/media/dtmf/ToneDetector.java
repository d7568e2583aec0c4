package dev.partyline.media.dtmf;

/**
 * Keys out of audio (ITU-T Q.24), each press once. A window of 20 ms every 10 ms; two neighbours that hold the same pair
 * of tones, and nothing to speak of beside it, agree; a key is pressed when three windows in a row agree, and let go
 * when four pairs of neighbours in a row don't, so that an interruption of 10 ms divides no press and a pause of 40 ms
 * does.
 *
 * <p>Speech is kept from being a key by what a voice can't do for 40 ms: two tones alone, each steady, each within
 * {@value #TOLERANCE} of its frequency, of nearly the same strength, without harmonics.
 */
public final class ToneDetector {
    private static final String KEYS = "123A456B789C*0#D";

    // G.711's full scale is a sine of 3.17 dBm0 and of 32124.
    private static final double MILLIWATT = 32124.0 * 32124.0 / 2 / Math.pow(10, 0.317);
    // Of each tone; Q.24 has receivers work down to -25 to -29 dBm.
    private static final double LEAST_POWER = MILLIWATT * Math.pow(10, -3.5);
    // Q.24: 1.5 % (NTT 1.8 %) is accepted, 3.5 % (NTT 3 %) is not.
    private static final double TOLERANCE = 0.023;
    // Q.24: the high tone 4 dB above the low one to 8 dB below it (NTT: 5 dB both ways), and what a line adds.
    private static final double MOST_LOW_OVER_HIGH = Math.pow(10, 1.05);
    private static final double MOST_HIGH_OVER_LOW = Math.pow(10, 0.75);
    // Of the power in the window: where a tone of 40 ms begins or ends in it, and where it fills it.
    private static final double LEAST_SHARE = 0.7;
    private static final double LEAST_SHARE_OF_WHOLE = 0.9;
    private static final double MOST_CHANGE = Math.pow(10, 0.4);
    private static final double MOST_HARMONIC = Math.pow(10, -1.2);
    // Nearer than this a harmonic can't be told from the other tone of the pair.
    private static final double APART_HERTZ = 130;
    private static final int PAIRS_TO_PRESS = 2;
    private static final int PAIRS_TO_LET_GO = 4;

    private final short[] samples = new short[TonePair.LENGTH];
    private TonePair now = new TonePair();
    private TonePair before = new TonePair();
    private int filled;
    private boolean hasBefore;
    private boolean beforeHolds;
    private int candidate = -1;
    private int agreements;
    private int pressed = -1;
    private int missed;
    private double beforeShare;

    /**
     * Takes samples until a window is full or there are no more.
     *
     * @return how many of them; the rest is to be given again
     */
    public int take(short[] from, int offset, int count) {
        int taken = Math.min(TonePair.LENGTH - filled, count);
        System.arraycopy(from, offset, samples, filled, taken);
        filled += taken;
        return taken;
    }

    /** After {@link #take}: the key that has just been found pressed, {@code 0-9 * # A-D}, or -1. */
    public int key() {
        if (filled < TonePair.LENGTH) {
            return -1;
        }
        int key = window();
        System.arraycopy(samples, TonePair.HOP, samples, 0, TonePair.LENGTH - TonePair.HOP);
        filled = TonePair.LENGTH - TonePair.HOP;
        return key;
    }

    private int window() {
        TonePair last = now;
        now = before;
        before = last;
        boolean holds = now.look(samples, LEAST_POWER);
        boolean first = !hasBefore;
        int pair = holds && beforeHolds && !first ? heldByBoth() : -1;
        hasBefore = true;
        beforeHolds = holds;
        return first ? -1 : follow(pair);
    }

    /** The key that both windows hold, or -1. */
    private int heldByBoth() {
        if (now.key() != before.key()) {
            return -1;
        }
        double lowOff = now.lowOffsetHertz(before);
        double highOff = now.highOffsetHertz(before);
        if (Math.abs(lowOff) > TOLERANCE * now.lowHertz() || Math.abs(highOff) > TOLERANCE * now.highHertz()) {
            return -1;
        }
        boolean steady = ratioWithin(now.lowPower(), before.lowPower(), MOST_CHANGE, MOST_CHANGE)
                && ratioWithin(now.highPower(), before.highPower(), MOST_CHANGE, MOST_CHANGE);
        beforeShare = share(before, lowOff, highOff);
        double nowShare = share(now, lowOff, highOff);
        boolean alone = Math.min(beforeShare, nowShare) >= LEAST_SHARE
                && Math.max(beforeShare, nowShare) >= LEAST_SHARE_OF_WHOLE;
        boolean good = alone
                && steady
                && isKey(now, lowOff, highOff)
                && isKey(before, lowOff, highOff)
                && !hasHarmonics(now, lowOff, highOff);
        return good ? now.key() : -1;
    }

    private static boolean isKey(TonePair window, double lowOff, double highOff) {
        double low = window.lowPower() / atOffset(lowOff);
        double high = window.highPower() / atOffset(highOff);
        return Math.min(low, high) >= LEAST_POWER && ratioWithin(low, high, MOST_LOW_OVER_HIGH, MOST_HIGH_OVER_LOW);
    }

    private static double share(TonePair window, double lowOff, double highOff) {
        return (window.lowPower() / atOffset(lowOff) + window.highPower() / atOffset(highOff)) / window.wholePower();
    }

    /** What the window lets through of a tone beside its middle: a Hann window's main lobe, to 1 % up to 30 Hz. */
    private static double atOffset(double hertz) {
        double bins = hertz * TonePair.LENGTH / TonePair.SAMPLE_RATE;
        double gain = 1 - 0.645 * bins * bins;
        return gain * gain;
    }

    private static boolean ratioWithin(double a, double b, double mostAOverB, double mostBOverA) {
        return a <= b * mostAOverB && b <= a * mostBOverA;
    }

    private static boolean hasHarmonics(TonePair window, double lowOff, double highOff) {
        double low = 2 * (window.lowHertz() + lowOff);
        double high = window.highHertz() + highOff;
        boolean lowHas = Math.abs(low - high) > APART_HERTZ && window.powerAt(low) > MOST_HARMONIC * window.lowPower();
        return lowHas || window.powerAt(2 * high) > MOST_HARMONIC * window.highPower();
    }

    private int follow(int pair) {
        if (pair == pressed && pair >= 0) {
            missed = 0;
            candidate = -1;
            return -1;
        }
        if (pressed >= 0 && ++missed >= PAIRS_TO_LET_GO) {
            pressed = -1;
        }
        if (pair < 0) {
            candidate = -1;
            return -1;
        }
        agreements = pair == candidate ? agreements + 1 : 1;
        candidate = pair;
        // Of three windows of a press of 40 ms, the tone fills the middle one.
        if (agreements < PAIRS_TO_PRESS || beforeShare < LEAST_SHARE_OF_WHOLE) {
            return -1;
        }
        pressed = pair;
        missed = 0;
        candidate = -1;
        return KEYS.charAt(pair);
    }

    /** Whether a key is held, or two windows have shown one: what nobody should hear. */
    public boolean sounding() {
        return pressed >= 0 || candidate >= 0;
    }

    /** A little is missing: a key that was held still is. */
    public void skip() {
        filled = 0;
        hasBefore = false;
        candidate = -1;
    }

    /** What was before does not go on. */
    public void reset() {
        skip();
        pressed = -1;
        missed = 0;
    }
}
