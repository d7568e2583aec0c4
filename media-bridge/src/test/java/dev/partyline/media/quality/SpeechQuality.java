package dev.partyline.media.quality;

/**
 * How speech came through.
 *
 * @param stoi intelligibility, 1 the very same
 * @param distanceDb log-spectral distance
 * @param lost share of the speech frames of 10 ms that came more than 15 dB weaker
 * @param delayMillis of half of the chunks or more
 * @param longestGapMillis longest run of speech that came more than 20 dB weaker
 * @param levelDb how much louder the speech came
 */
public record SpeechQuality(
        double stoi, double distanceDb, double lost, double delayMillis, int longestGapMillis, double levelDb) {
    private static final int LONGEST_DELAY = 4000;

    /**
     * @param heard begins when {@code sent} began and should end half a second later; both at 8 kHz
     */
    public static SpeechQuality of(short[] sent, short[] heard) {
        ChunkAlignment alignment = new ChunkAlignment(sent, heard, LONGEST_DELAY);
        short[] aligned = alignment.aligned();
        SpeechFrames speech = new SpeechFrames(sent);
        return new SpeechQuality(
                Stoi.of(sent, aligned),
                LogSpectralDistance.of(sent, aligned, speech),
                speech.missing(aligned, 15),
                alignment.medianDelay() / 8.0,
                speech.longestGapMillis(aligned, 20),
                speech.levelDb(aligned));
    }

    @Override
    public String toString() {
        return "STOI %.4f, LSD %.2f dB, %.1f %% of speech lost, delay %.0f ms, longest gap %d ms, level %+.2f dB"
                .formatted(stoi, distanceDb, 100 * lost, delayMillis, longestGapMillis, levelDb);
    }

    /** Of several: their mean, but the longest of all gaps. */
    public static final class Mean {
        private int count;
        private double stoi;
        private double distanceDb;
        private double lost;
        private double delayMillis;
        private int longestGapMillis;
        private double levelDb;

        public void add(SpeechQuality one) {
            count++;
            stoi += one.stoi;
            distanceDb += one.distanceDb;
            lost += one.lost;
            delayMillis += one.delayMillis;
            longestGapMillis = Math.max(longestGapMillis, one.longestGapMillis);
            levelDb += one.levelDb;
        }

        public SpeechQuality quality() {
            return new SpeechQuality(
                    stoi / count,
                    distanceDb / count,
                    lost / count,
                    delayMillis / count,
                    longestGapMillis,
                    levelDb / count);
        }
    }
}
