import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Composes the waiting music: six chords of four seconds, each a slow pad under a gentle arpeggio. Every note is laid
 * into a ring of the length of the piece, so that its last notes ring on into its first and the loop has no seam.
 */
final class WaitingMusic {
    private static final int RATE = 8_000;
    private static final int CHORD_SECONDS = 4;
    private static final int NOTES_A_CHORD = 8;
    private static final double HIGHEST_HERTZ = 3_200;
    private static final double LEVEL_DBOV = -30;

    /** Semitones from A 440: Cmaj7, Am7, Fmaj7, G6, Em7, Fmaj7. */
    private static final int[][] CHORDS = {
        {-9, -5, -2, 2}, {-12, -9, -5, -2}, {-16, -12, -9, -5}, {-14, -10, -7, -5}, {-17, -14, -10, -7}, {-16, -12, -9, -5}
    };

    private static final int[] ARPEGGIO = {0, 1, 2, 3, 2, 3, 1, 2};

    private final double[] ring = new double[CHORDS.length * CHORD_SECONDS * RATE];

    public static void main(String[] args) throws IOException {
        WaitingMusic music = new WaitingMusic();
        for (int chord = 0; chord < CHORDS.length; chord++) {
            music.play(chord);
        }
        music.write(new File(args[0]));
    }

    private void play(int chord) {
        double begins = chord * CHORD_SECONDS;
        for (int semitones : CHORDS[chord]) {
            note(begins, semitones - 12, 0.22, 1.6, CHORD_SECONDS * 0.9, 2);
        }
        double step = (double) CHORD_SECONDS / NOTES_A_CHORD;
        for (int i = 0; i < NOTES_A_CHORD; i++) {
            note(begins + i * step, CHORDS[chord][ARPEGGIO[i]] + 12, 0.3, 0.02, 1.1, 3);
        }
    }

    /** One note: rises for {@code attack} seconds, then fades with the time constant {@code decay}. */
    private void note(double begins, int semitones, double strength, double attack, double decay, int partials) {
        double hertz = 440 * Math.pow(2, semitones / 12.0);
        int length = (int) Math.min(ring.length, (attack + 5 * decay) * RATE);
        for (int i = 0; i < length; i++) {
            double t = (double) i / RATE;
            double rise = t < attack ? 0.5 - 0.5 * Math.cos(Math.PI * t / attack) : 1;
            double envelope = rise * Math.exp(-Math.max(0, t - attack) / decay);
            double sample = 0;
            for (int k = 1; k <= partials && k * hertz < HIGHEST_HERTZ; k++) {
                sample += Math.sin(2 * Math.PI * k * hertz * t) / (k * k * k);
            }
            ring[((int) (begins * RATE) + i) % ring.length] += strength * envelope * sample;
        }
    }

    private void write(File file) throws IOException {
        double power = 0;
        for (double sample : ring) {
            power += sample * sample;
        }
        double gain = 32_768 * Math.pow(10, LEVEL_DBOV / 20) / Math.sqrt(power / ring.length);
        ByteBuffer bytes = ByteBuffer.allocate(2 * ring.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double sample : ring) {
            bytes.putShort((short) Math.clamp(Math.round(gain * sample), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        var stream = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, ring.length);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file);
    }
}
