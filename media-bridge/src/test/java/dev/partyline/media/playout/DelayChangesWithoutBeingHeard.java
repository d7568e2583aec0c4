package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.codec.LossConcealer;
import dev.partyline.media.codec.Pitch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DelayChangesWithoutBeingHeard {
    private static final int FRAME = PhonePlayout.FRAME_SAMPLES;

    /** A voice of three harmonics; it climbs less than 4,000 a sample. */
    private static short[] voice(double hertz, int samples) {
        short[] voice = new short[samples];
        for (int n = 0; n < samples; n++) {
            double phase = 2 * Math.PI * hertz * n / 8000;
            voice[n] = (short) (6000 * Math.sin(phase) + 3000 * Math.sin(2 * phase) + 2000 * Math.sin(5 * phase));
        }
        return voice;
    }

    private static int steepest(short[] samples, int from, int to) {
        int steepest = 0;
        for (int i = from + 1; i < to; i++) {
            steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 1]));
        }
        return steepest;
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 101, 123, 151, 199})
    void onePeriodOfAVoiceIsLeftOut(double hertz) {
        short[] sent = voice(hertz, 2 * FRAME + TimeStretch.LOOK_AHEAD);
        TimeStretch stretch = new TimeStretch();
        short[] heard = new short[3 * FRAME];
        short[] frame = new short[FRAME];
        System.arraycopy(sent, 0, heard, 0, FRAME);
        System.arraycopy(sent, FRAME, stretch.scratch(), 0, TimeStretch.LOOK_AHEAD);
        int left = stretch.shrink(Pitch.MAX_LAG, frame);
        System.arraycopy(frame, 0, heard, FRAME, FRAME);
        System.arraycopy(sent, 2 * FRAME + left, heard, 2 * FRAME, FRAME);
        double periods = left * hertz / 8000;
        assertEquals(Math.rint(periods), periods, 0.1, "left out " + left);
        assertTrue(left >= Pitch.MIN_LAG);
        assertTrue(steepest(heard, 0, heard.length) <= steepest(sent, 0, sent.length) * 1.15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 101, 123, 151, 199})
    void onePeriodOfAVoiceIsRepeated(double hertz) {
        short[] sent = voice(hertz, 5 * FRAME);
        TimeStretch stretch = new TimeStretch();
        LossConcealer played = new LossConcealer();
        short[] heard = new short[5 * FRAME];
        short[] frame = new short[FRAME];
        System.arraycopy(sent, 0, heard, 0, 3 * FRAME);
        played.good(sent, 0, 3 * FRAME);
        System.arraycopy(sent, 3 * FRAME, stretch.scratch(), Pitch.MAX_LAG, FRAME);
        played.copyLast(Pitch.MAX_LAG, stretch.scratch());
        int repeated = stretch.grow(Pitch.MAX_LAG, frame);
        System.arraycopy(frame, 0, heard, 3 * FRAME, FRAME);
        System.arraycopy(sent, 4 * FRAME - repeated, heard, 4 * FRAME, FRAME);
        double periods = repeated * hertz / 8000;
        assertEquals(Math.rint(periods), periods, 0.1, "repeated " + repeated);
        assertTrue(steepest(heard, 100, heard.length) <= steepest(sent, 0, sent.length) * 1.15);
    }

    @Test
    void noiseIsOnlyStretchedAfterHalfASecondOfWaiting() {
        Random random = new Random(3);
        TimeStretch stretch = new TimeStretch();
        short[] frame = new short[FRAME];
        int waited = 0;
        int left = 0;
        while (left == 0) {
            for (int i = 0; i < TimeStretch.LOOK_AHEAD; i++) {
                stretch.scratch()[i] = (short) (random.nextGaussian() * 3000);
            }
            left = stretch.shrink(Pitch.MAX_LAG, frame);
            waited++;
        }
        assertEquals(26, waited);
    }

    @Test
    void samplesAreWhereTheirTimestampsSay() {
        Random random = new Random(8);
        SampleRing ring = new SampleRing();
        ring.codec(Codec.PCMA);
        BitSet model = new BitSet();
        byte[] payload = new byte[960];
        short[] expected = new short[960];
        short[] out = new short[960];
        long origin = -5000;
        long cursor = origin;
        for (int round = 0; round < 20_000; round++) {
            int length = 1 + random.nextInt(960);
            long at = cursor + random.nextInt(SampleRing.CAPACITY - length);
            int from = (int) (at - origin);
            if (random.nextInt(3) == 0) {
                fill(payload, at, length);
                boolean fresh = model.get(from, from + length).cardinality() < length;
                assertEquals(fresh, ring.add(at, length));
                ring.put(ByteBuffer.wrap(payload), 0, length, at);
                model.set(from, from + length);
            }
            int there = Math.min(length, model.nextClearBit(from) - from);
            assertEquals(there, ring.present(at, length));
            int next = model.nextSetBit(from);
            assertEquals(next < 0 ? length : Math.min(length, next - from), ring.missing(at, length));
            ring.read(at, out, 0, there);
            fill(payload, at, there);
            G711.decode(Codec.PCMA, payload, 0, there, expected);
            assertEquals(-1, Arrays.mismatch(expected, 0, there, out, 0, there));
            int gone = random.nextInt(300);
            ring.discard(cursor, gone);
            model.clear((int) (cursor - origin), (int) (cursor - origin) + gone);
            cursor += gone;
        }
    }

    @Test
    void anotherLawIsAgreedAndWhatWaitsIsStillTheSame() {
        SampleRing ring = new SampleRing();
        byte[] payload = new byte[160];
        fill(payload, 0, payload.length);
        ring.put(ByteBuffer.wrap(payload), 0, payload.length, 8_100);
        short[] before = new short[160];
        ring.read(8_100, before, 0, before.length);
        ring.codec(Codec.PCMA);
        short[] after = new short[160];
        ring.read(8_100, after, 0, after.length);
        for (int i = 0; i < before.length; i++) {
            // A step of either law is at most a sixteenth of the sample, and 16 near zero.
            assertEquals(before[i], after[i], Math.max(16, Math.abs(before[i]) / 16.0), "sample " + i);
        }
    }

    /** Each place has its own. */
    private static void fill(byte[] payload, long at, int length) {
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) ((at + i) * 31);
        }
    }
}
