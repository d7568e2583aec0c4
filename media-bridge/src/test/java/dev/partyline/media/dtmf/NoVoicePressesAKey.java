package dev.partyline.media.dtmf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Prompts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Talk-off: hours of speech hold no key, and are not cut for one either. */
final class NoVoicePressesAKey {
    private static final List<String> VOICES = List.of(
            "en-us",
            "en-gb",
            "de",
            "fr",
            "es",
            "it",
            "pl",
            "ru",
            "sv",
            "nl",
            "pt",
            "fi",
            "en-us+f2",
            "en-gb+f4",
            "de+f3",
            "fr+f1",
            "es+f5",
            "it+m3",
            "en-us+m7",
            "en-us+croak",
            "en-us+whisper",
            "en-gb+f5",
            "de+m5",
            "sv+f4");
    private static final List<String> TEXTS = List.of(
            "Aaaaah, ooooh, eeeeh, uuuuh. Hello, hello, mmmmmm yes. Moo, noo, long vowels; Anna, Mary, Lou, you, who, do"
                    + " you know how low, how slow a moo cow goes? Aaaaaoooooo iiiiii.",
            "Good morning everyone, thank you for calling in. Today we talk about numbers: one, two, three, four, five,"
                    + " six, seven, eight, nine, zero. Please say them slowly, again and again, and tell me whether"
                    + " anybody hears you.",
            "The rain in Spain stays mainly in the plain. She sells sea shells by the sea shore. Who are you, and where"
                    + " were you a year ago? I owe you a yo-yo. Allow me to moan alone in Ohio or Iowa.");

    private final ToneDetector detector = new ToneDetector();
    private long samples;
    private int keys;
    private int suspicions;
    private long nanos;

    /** Plays a recording faster or slower by linear interpolation: another voice at another pitch. */
    private static short[] at(short[] from, double speed) {
        short[] to = new short[(int) ((from.length - 1) / speed)];
        for (int i = 0; i < to.length; i++) {
            int whole = (int) (i * speed);
            double part = i * speed - whole;
            to[i] = (short) (from[whole] + part * (from[whole + 1] - from[whole]));
        }
        return to;
    }

    private void listen(short[] speech) {
        byte[] coded = new byte[speech.length];
        G711.encode(Codec.PCMA, speech, 0, speech.length, coded, 0);
        G711.decode(Codec.PCMA, coded, 0, speech.length, speech);
        long start = System.nanoTime();
        boolean suspected = false;
        for (int at = 0; at < speech.length; ) {
            at += detector.take(speech, at, Math.min(160, speech.length - at));
            keys += detector.key() >= 0 ? 1 : 0;
            suspicions += detector.sounding() && !suspected ? 1 : 0;
            suspected = detector.sounding();
        }
        nanos += System.nanoTime() - start;
        samples += speech.length;
    }

    private void report() {
        System.out.printf(
                "talk-off: %.1f minutes of speech, %d keys, %d suspicions, %.2f us a tick of 20 ms%n",
                samples / 480_000.0, keys, suspicions, nanos / 1e3 / (samples / 160.0));
    }

    @Test
    void minutesOfWhatTheBridgeSays() {
        Prompts prompts = PromptLibrary.shipped().in(Language.ENGLISH);
        for (int percent = 55; percent <= 190; percent += 15) {
            for (Prompt prompt : Prompt.values()) {
                listen(at(prompts.samples(prompt), percent / 100.0));
            }
            listen(at(PromptLibrary.shipped().waitingMusic(), percent / 100.0));
        }
        report();
        assertTrue(samples > 3 * 480_000, "only " + samples);
        assertEquals(0, keys);
        assertTrue(suspicions <= 1, suspicions + " suspicions");
    }

    /** {@code -Dpartyline.talk-off.hours=1}, where eSpeak NG is. */
    @Test
    @EnabledIfSystemProperty(named = "partyline.talk-off.hours", matches = "[1-9]")
    void hoursOfManyVoices(@TempDir Path directory) throws IOException, InterruptedException {
        long wanted = 3600L * 8000 * Integer.getInteger("partyline.talk-off.hours");
        Path wav = directory.resolve("speech.wav");
        for (int round = 0; samples < wanted; round++) {
            String voice = VOICES.get(round % VOICES.size());
            int pitch = 10 + 23 * round % 90;
            int speed = 80 + 37 * round % 170;
            String text = TEXTS.get(round % TEXTS.size());
            Process espeak = new ProcessBuilder(
                            "espeak-ng", "-v", voice, "-s", "" + speed, "-p", "" + pitch, "-w", wav.toString(), text)
                    .redirectErrorStream(true)
                    .start();
            espeak.getOutputStream().close();
            espeak.getInputStream().readAllBytes();
            assumeTrue(espeak.waitFor() == 0, "eSpeak NG has no voice " + voice);
            listen(telephone(Files.readAllBytes(wav)));
        }
        report();
        assertEquals(0, keys);
        assertTrue(suspicions <= 10, suspicions + " suspicions");
    }

    /** From the 22,050 Hz of eSpeak NG to the 8 kHz of a telephone, by a sinc of 48 samples. */
    private static short[] telephone(byte[] file) {
        ByteBuffer wav = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        double step = wav.getInt(24) / 8000.0;
        int length = (file.length - 44) / 2;
        short[] out = new short[(int) (length / step)];
        double cutOff = 2 * 3600.0 / wav.getInt(24);
        for (int i = 0; i < out.length; i++) {
            double middle = i * step;
            double sum = 0;
            for (int k = Math.max(0, (int) middle - 24); k <= Math.min(length - 1, (int) middle + 24); k++) {
                double away = middle - k;
                double angle = Math.PI * cutOff * away;
                double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
                sum += wav.getShort(44 + 2 * k) * cutOff * sinc * (0.5 + 0.5 * Math.cos(Math.PI * away / 25));
            }
            out[i] = (short) Math.clamp(Math.round(sum), -32768, 32767);
        }
        return out;
    }
}
