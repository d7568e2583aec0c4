package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** What one ear heard, as linear samples. */
public final class Recording {
    private final short[] samples;
    private final int rate;

    public Recording(short[] samples, int rate) {
        this.samples = samples;
        this.rate = rate;
    }

    public short[] samples() {
        return samples;
    }

    public int rate() {
        return rate;
    }

    /**
     * The level at which one frequency stands, in dBFS (a full-scale sine is 0): the median of eighths of a second,
     * under Hann windows so that others do not leak in. Short ones, because a jitter buffer that changes its delay turns
     * the phase, which is no matter of level. Their median and not their mean, because a machine with too few processors
     * lets the bridge or a phone miss its turn now and then, and a frame that was never sent is a gap, not a lower level:
     * a mean of these cannot tell a fault from a busy machine, unless it allows for both. What is wrong all the time,
     * such as every tenth frame, is in each eighth. That nothing is missing where nobody is late is looked at frame by
     * frame, in virtual time, where the media is tested.
     */
    public double toneDb(double hertz) {
        double[] levels = amplitudes(hertz).sorted().toArray();
        return decibels(levels[levels.length / 2]);
    }

    /** What there is of one frequency anywhere in here, in dBFS: the mean power, for what should not be there at all. */
    public double traceDb(double hertz) {
        return decibels(Math.sqrt(amplitudes(hertz).map(a -> a * a).average().orElse(0)));
    }

    private DoubleStream amplitudes(double hertz) {
        int length = Math.min(samples.length, rate / 8);
        int segments = length == 0 ? 0 : (samples.length - length) / (length / 2) + 1;
        return IntStream.range(0, segments).mapToDouble(i -> toneAmplitude(hertz, i * (length / 2), length));
    }

    private double toneAmplitude(double hertz, int from, int length) {
        double real = 0;
        double imaginary = 0;
        double windowSum = 0;
        for (int i = 0; i < length; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
            double phase = 2 * Math.PI * hertz * i / rate;
            real += window * samples[from + i] * Math.cos(phase);
            imaginary += window * samples[from + i] * Math.sin(phase);
            windowSum += window;
        }
        return 2 * Math.hypot(real, imaginary) / windowSum / 32767;
    }

    /**
     * One sign for each 20 ms of a tone that should stand at that level: {@code #} within 1 dB, {@code -} within 6,
     * {@code .} below: for the eye, where a level is not what it should be.
     */
    public String strip(double hertz, double dbfs) {
        StringBuilder strip = new StringBuilder();
        int length = rate / 50;
        for (int from = 0; from + length <= samples.length; from += length) {
            double real = 0;
            double imaginary = 0;
            for (int i = from; i < from + length; i++) {
                real += samples[i] * Math.cos(2 * Math.PI * hertz * i / rate);
                imaginary += samples[i] * Math.sin(2 * Math.PI * hertz * i / rate);
            }
            double below = dbfs - decibels(2 * Math.hypot(real, imaginary) / length / 32767);
            strip.append(Math.abs(below) <= 1 ? '#' : below <= 6 ? '-' : '.');
        }
        return strip.toString();
    }

    /** The longest time in which a tone that should stand at that level is more than 6 dB below it. */
    public int longestGapMillis(double hertz, double dbfs) {
        return 20
                * Arrays.stream(strip(hertz, dbfs).split("[#-]", -1))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
    }

    /** The level of all there is, in dB of a full-scale sine. */
    public double levelDb() {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return decibels(Math.sqrt(2 * sum / Math.max(1, samples.length)) / 32767);
    }

    private static double decibels(double amplitude) {
        return 20 * Math.log10(Math.max(amplitude, 1e-6));
    }

    public Recording slice(int from, int to) {
        return new Recording(Arrays.copyOfRange(samples, from, to), rate);
    }

    /**
     * @param likeness 1 is the very same sound
     * @param gainDb how much louder it is here
     * @param delay how many samples later it is than it would be at the beginning
     */
    private record Piece(double likeness, double gainDb, int delay) {}

    /**
     * @param likeness of half of the pieces, or more; 1 is the very same sound
     * @param gainDb how much louder that is here
     * @param strayMillis how far the delays of all pieces that were found lie apart: small where all is in order
     */
    public record Found(double likeness, double gainDb, int strayMillis) {}

    /**
     * Looks for each loud third of a second of these samples by normalised cross-correlation, and answers with the
     * median. Not for the whole at once: a jitter buffer that changes its delay between two words changes neither, but
     * moves one of them by more than a period, and a correlation over both falls from 1.0 to 0.3.
     */
    public Found find(short[] wanted) {
        int length = rate / 3;
        int furthest = samples.length - wanted.length;
        double loudness = new Recording(wanted, rate).levelDb();
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from + length <= wanted.length; from += length) {
            Recording window = new Recording(wanted, rate).slice(from, from + length);
            if (window.levelDb() > loudness - 6) {
                pieces.add(slice(from, Math.min(samples.length, from + furthest + length))
                        .findExactly(window.samples));
            }
        }
        pieces.sort(Comparator.comparingDouble(Piece::likeness));
        Piece median = pieces.get(pieces.size() / 2);
        IntSummaryStatistics delays = pieces.stream()
                .filter(piece -> piece.likeness() > 0.8)
                .mapToInt(Piece::delay)
                .summaryStatistics();
        int stray = delays.getCount() == 0 ? 0 : delays.getMax() - delays.getMin();
        return new Found(median.likeness(), median.gainDb(), stray * 1000 / rate);
    }

    private Piece findExactly(short[] wanted) {
        double wantedEnergy = energy(wanted, 0, wanted.length);
        Piece best = new Piece(0, -120, 0);
        for (int delay = 0; delay + wanted.length <= samples.length; delay++) {
            double product = 0;
            for (int i = 0; i < wanted.length; i++) {
                product += (double) wanted[i] * samples[delay + i];
            }
            double energy = energy(samples, delay, wanted.length);
            double likeness = energy == 0 ? 0 : product / Math.sqrt(energy * wantedEnergy);
            if (likeness > best.likeness()) {
                best = new Piece(likeness, decibels(Math.sqrt(energy / wantedEnergy)), delay);
            }
        }
        return best;
    }

    private static double energy(short[] samples, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }

    public double seconds() {
        return (double) samples.length / rate;
    }

    /** Reads 16-bit mono; what writes the file may still be at it, so the lengths in its header are not believed. */
    public static Recording read(Path wav) {
        try {
            return parse(Files.readAllBytes(wav));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the bridge says to a caller, as it was recorded: in English, or in a language before a slash. */
    public static Recording prompt(String name) {
        String file = name.contains("/") ? name : "en/" + name;
        String resource = "/dev/partyline/media/prompt/" + file + ".wav";
        try (InputStream in = Recording.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording parse(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = 12;
        while (!new String(bytes, chunk, 4, US_ASCII).equals("data")) {
            chunk += 8 + file.getInt(chunk + 4);
        }
        int channels = file.getShort(22);
        short[] samples = new short[(bytes.length - chunk - 8) / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = file.getShort(chunk + 8 + 2 * channels * i);
        }
        return new Recording(samples, file.getInt(24));
    }

    public void write(Path wav) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
            Files.createDirectories(wav.toAbsolutePath().getParent());
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
