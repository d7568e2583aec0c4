package dev.partyline.media.codec;

/**
 * Fills a gap of which both sides are known: what was before goes on, what comes after is gone on with backwards, and
 * the one passes into the other over the whole gap. Where both are voiced, the first is stretched or shrunk so that it
 * lands in phase with the second; where they have nothing in common, their powers are added and not their amplitudes.
 */
final class Bridge {
    /** Longest gap: 60 ms. */
    static final int LONGEST = 480;
    /** Least that must be known of what comes after. */
    static final int LEAST_KNOWN = 120;

    private static final int LANDING = 80;
    private static final double ALIKE = 0.5;
    // A sixth is three semitones.
    private static final int FURTHEST = 6;
    private static final double BENDING = 0.3;

    private final Extension backwards = new Extension();
    private final float[] before = new float[LONGEST + LANDING + Pitch.MAX_LAG + 4];
    private final float[] bent = new float[LONGEST];
    private final float[] behind = new float[LONGEST];
    private final short[] filled = new short[LONGEST];
    private int length;
    private int played;

    /**
     * @param forwards what was before, going on
     * @param gain how loud it is by now, 0 to 1
     * @param known samples from the end of the gap on
     */
    void build(int gap, Extension forwards, float gain, short[] known, int count) {
        int lag = forwards.lag();
        int reach = gap + LANDING + lag / 2 + 2;
        for (int i = 0; i < reach; i++) {
            before[i] = forwards.next() * gain;
        }
        int mirrored = Math.min(count, Extension.HISTORY);
        for (int i = 0; i < mirrored; i++) {
            backwards.past()[Extension.HISTORY - 1 - i] = known[i];
        }
        backwards.begin(mirrored);
        for (int i = gap - 1; i >= 0; i--) {
            behind[i] = backwards.next();
        }
        bend(gap, forwards.voiced() && backwards.voiced() ? landing(gap, lag, known) : 0);
        join(gap);
        length = gap;
        played = 0;
    }

    /** By how many samples more than the gap the first side must run to meet the second in phase. */
    private int landing(int gap, int lag, short[] known) {
        int best = 0;
        double most = ALIKE;
        int furthest = Math.min(lag / 2, gap / FURTHEST);
        for (int shift = -furthest; shift <= furthest; shift++) {
            double product = 0;
            double energy = 1;
            double other = 1;
            for (int i = 0; i < LANDING; i++) {
                float sample = before[gap + shift + i];
                product += sample * known[i];
                energy += sample * sample;
                other += known[i] * known[i];
            }
            // Of several periods the one that bends least.
            double alike = product / Math.sqrt(energy * other) - BENDING * Math.abs(shift) / gap;
            if (alike > most) {
                most = alike;
                best = shift;
            }
        }
        return best;
    }

    private void bend(int gap, int shift) {
        for (int i = 0; i < gap; i++) {
            float place = i + (float) shift * i / gap;
            int at = (int) place;
            float t = place - at;
            float a = before[Math.max(0, at - 1)];
            float b = before[at];
            float c = before[at + 1];
            float d = before[at + 2];
            // Catmull and Rom's spline.
            bent[i] = b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) / 2;
        }
    }

    private void join(int gap) {
        double product = 0;
        double first = 1;
        double second = 1;
        for (int i = 0; i < gap; i++) {
            product += bent[i] * behind[i];
            first += bent[i] * bent[i];
            second += behind[i] * behind[i];
        }
        float common = (float) Math.clamp(product / Math.sqrt(first * second), 0, 1);
        for (int i = 0; i < gap; i++) {
            float in = (i + 0.5f) / gap;
            float out = 1 - in;
            float power = out * out + in * in + 2 * common * in * out;
            float sample = (bent[i] * out + behind[i] * in) / (float) Math.sqrt(power);
            filled[i] = (short) Math.clamp(Math.round(sample), -32768, 32767);
        }
    }

    /** Samples that were not played yet. */
    int left() {
        return length - played;
    }

    short next() {
        return filled[played++];
    }

    void drop() {
        length = 0;
        played = 0;
    }
}
