package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.codec.LossConcealer;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looked up in the ring when it is needed, it is to the bit what a concealer has that is told every frame at once. */
class WhatWasPlayedLastIsFoundAgain {
    private static final int ROUNDS = 50_000;

    private final SampleRing ring = new SampleRing();
    private final PlayedLast lazy = new PlayedLast(ring);
    private final LossConcealer eager = new LossConcealer();
    private final short[] fromLazy = new short[160];
    private final short[] fromEager = new short[160];
    private long cursor = 8_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverHappensInBetween(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int length = 1 + random.nextInt(160);
            switch (random.nextInt(20)) {
                case 0 -> conceals(length);
                case 1 -> {
                    lazy.splice();
                    eager.splice();
                }
                case 2 -> cursor += random.nextInt(600);
                case 3 -> cursor -= random.nextInt(20_000);
                case 4 -> puts(cursor + random.nextInt(SampleRing.CAPACITY - 480), length, random);
                case 5 -> copies();
                case 6 -> adds(length, random);
                default -> follows(length, random);
            }
            assertEquals(eager.muted(), lazy.muted());
            assertEquals(eager.active(), lazy.madeUp());
        }
    }

    private void puts(long at, int length, Random random) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        lazy.beforePut(at, length);
        ring.put(ByteBuffer.wrap(payload), 0, length, at);
    }

    private void follows(int length, Random random) {
        puts(cursor, length, random);
        ring.read(cursor, fromLazy, 0, length);
        ring.read(cursor, fromEager, 0, length);
        cursor += length;
        lazy.follows(fromLazy, 0, length, cursor);
        eager.good(fromEager, 0, length);
        assertArrayEquals(fromEager, fromLazy);
    }

    private void adds(int length, Random random) {
        for (int i = 0; i < length; i++) {
            fromLazy[i] = (short) random.nextInt();
            fromEager[i] = fromLazy[i];
        }
        lazy.add(fromLazy, 0, length);
        eager.good(fromEager, 0, length);
        assertArrayEquals(fromEager, fromLazy);
    }

    private void conceals(int length) {
        lazy.conceal(fromLazy, 0, length);
        eager.conceal(fromEager, 0, length);
        assertArrayEquals(fromEager, fromLazy);
    }

    private void copies() {
        short[] ofLazy = new short[LossConcealer.MOST_KNOWN];
        short[] ofEager = new short[LossConcealer.MOST_KNOWN];
        lazy.copy(ofLazy.length, ofLazy);
        eager.copyLast(ofEager.length, ofEager);
        assertArrayEquals(ofEager, ofLazy);
    }
}
