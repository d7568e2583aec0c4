package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
     * The level of one frequency in dBFS (a full-scale sine is 0), under Hann windows so that others do not leak in. The
     * mean of many short ones: a jitter buffer that changes its delay turns the phase, which is no matter of level.
     */
    public double toneDb(double hertz) {
        int length = Math.min(samples.length, rate / 8);
        double power = 0;
        int segments = 0;
        for (int from = 0; from + length <= samples.length; from += length / 2) {
            double amplitude = toneAmplitude(hertz, from, length);
            power += amplitude * amplitude;
            segments++;
        }
        return decibels(Math.sqrt(power / Math.max(1, segments)));
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
        return new Recording(java.util.Arrays.copyOfRange(samples, from, to), rate);
    }

    /**
     * @param likeness 1 is the very same sound
     * @param gainDb how much louder it is here
     */
    public record Found(double likeness, double gainDb) {}

    /**
     * Looks for each loud third of a second of these samples by normalised cross-correlation, and answers with the
     * median likeness: a jitter buffer may stretch the time between the words, but not change them.
     */
    public Found find(short[] wanted) {
        int length = rate / 3;
        int furthest = samples.length - wanted.length;
        double loudness = new Recording(wanted, rate).levelDb();
        List<Found> windows = new ArrayList<>();
        for (int from = 0; from + length <= wanted.length; from += length) {
            Recording window = new Recording(wanted, rate).slice(from, from + length);
            if (window.levelDb() > loudness - 6) {
                windows.add(slice(from, Math.min(samples.length, from + furthest + length))
                        .findExactly(window.samples));
            }
        }
        windows.sort(Comparator.comparingDouble(Found::likeness));
        return windows.get(windows.size() / 2);
    }

    private Found findExactly(short[] wanted) {
        double wantedEnergy = energy(wanted, 0, wanted.length);
        Found best = new Found(0, -120);
        for (int delay = 0; delay + wanted.length <= samples.length; delay++) {
            double product = 0;
            for (int i = 0; i < wanted.length; i++) {
                product += (double) wanted[i] * samples[delay + i];
            }
            double energy = energy(samples, delay, wanted.length);
            double likeness = energy == 0 ? 0 : product / Math.sqrt(energy * wantedEnergy);
            if (likeness > best.likeness()) {
                best = new Found(likeness, decibels(Math.sqrt(energy / wantedEnergy)));
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
            byte[] bytes = Files.readAllBytes(wav);
            ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int chunk = 12;
            while (!new String(bytes, chunk, 4, US_ASCII).equals("data")) {
                chunk += 8 + file.getInt(chunk + 4);
            }
            short[] samples = new short[(bytes.length - chunk - 8) / 2];
            file.position(chunk + 8);
            file.asShortBuffer().get(samples);
            return new Recording(samples, file.getInt(24));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
