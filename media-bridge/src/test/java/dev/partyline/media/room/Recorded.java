package dev.partyline.media.room;

/** A line played from its samples, and found again in what somebody else hears. */
final class Recorded implements SharedAudio.Source {
    private static final int LONGEST_DELAY = 8 * 200;

    private final short[] line;
    private int position;

    Recorded(short[] line) {
        this.line = line;
    }

    @Override
    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = position < line.length ? line[position] : 0;
            position++;
        }
    }

    /** So many samples later than it was sent, {@code heard} has what stands at {@code from} to {@code to}. */
    int delayIn(short[] heard, int from, int to) {
        int best = 0;
        double most = 0;
        for (int delay = 0; delay < LONGEST_DELAY; delay++) {
            double product = 0;
            for (int i = from; i < to; i++) {
                product += (double) line[i] * heard[i + delay];
            }
            if (product > most) {
                most = product;
                best = delay;
            }
        }
        return best;
    }
}
