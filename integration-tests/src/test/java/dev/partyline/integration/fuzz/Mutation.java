package dev.partyline.integration.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small changes of inputs, the same for the same generator: what a fuzzer does first. */
final class Mutation {
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST = 4_096;
    private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff};

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    Mutation(List<byte[]> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] input = oneOfThem().clone();
        for (int changes = random.nextInt(1, MOST_CHANGES + 1); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] oneOfThem() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] input) {
        int at = input.length == 0 ? 0 : random.nextInt(input.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> joined(Arrays.copyOf(input, at), oneOfThem());
            case 2 -> joined(input, Arrays.copyOfRange(input, at, input.length));
            case 3 ->
                joined(
                        Arrays.copyOf(input, at),
                        Arrays.copyOfRange(input, Math.min(at + 1, input.length), input.length));
            default -> withByte(input, at);
        };
    }

    private byte[] withByte(byte[] input, int at) {
        if (input.length > 0) {
            input[at] = (byte)
                    switch (random.nextInt(3)) {
                        case 0 -> input[at] ^ 1 << random.nextInt(8);
                        case 1 -> TELLING[random.nextInt(TELLING.length)];
                        default -> random.nextInt();
                    };
        }
        return input;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, Math.min(LONGEST, first.length + second.length));
        System.arraycopy(second, 0, both, first.length, both.length - first.length);
        return both;
    }
}
