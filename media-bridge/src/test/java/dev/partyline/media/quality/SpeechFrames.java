package dev.partyline.media.quality;

/** In which frames of 10 ms of what was sent there is speech: those within 30 dB of the loudest. */
final class SpeechFrames {
    static final int FRAME = 80;

    private static final double RANGE = 1e-3;

    private final double[] energy;
    private final double least;

    SpeechFrames(short[] sent) {
        energy = energies(sent);
        double loudest = 0;
        for (double one : energy) {
            loudest = Math.max(loudest, one);
        }
        least = loudest * RANGE;
    }

    static double[] energies(short[] samples) {
        double[] energies = new double[samples.length / FRAME];
        for (int i = 0; i < energies.length * FRAME; i++) {
            energies[i / FRAME] += (double) samples[i] * samples[i];
        }
        return energies;
    }

    boolean at(int sample) {
        int frame = sample / FRAME;
        return frame < energy.length && energy[frame] > least;
    }

    /** Which part of them is missing in what was heard: more than that many dB weaker. */
    double missing(short[] heard, double decibels) {
        boolean[] gone = gone(heard, decibels);
        int speech = 0;
        int missing = 0;
        for (int frame = 0; frame < energy.length; frame++) {
            speech += energy[frame] > least ? 1 : 0;
            missing += gone[frame] ? 1 : 0;
        }
        return (double) missing / speech;
    }

    /** The longest run of speech that is missing. */
    int longestGapMillis(short[] heard, double decibels) {
        int longest = 0;
        int run = 0;
        for (boolean gone : gone(heard, decibels)) {
            run = gone ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return 10 * longest;
    }

    /** How much louder all speech is in what was heard. */
    double levelDb(short[] heard) {
        double[] others = energies(heard);
        double was = 0;
        double is = 0;
        for (int frame = 0; frame < energy.length; frame++) {
            if (energy[frame] > least) {
                was += energy[frame];
                is += others[frame];
            }
        }
        return 10 * Math.log10(is / was);
    }

    private boolean[] gone(short[] heard, double decibels) {
        double[] others = energies(heard);
        double weaker = Math.pow(10, -decibels / 10);
        boolean[] gone = new boolean[energy.length];
        for (int frame = 0; frame < energy.length; frame++) {
            gone[frame] = energy[frame] > least && others[frame] < energy[frame] * weaker;
        }
        return gone;
    }
}
