package dev.partyline.integration.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds and some hundred mutations of each set. What a fuzzer finds becomes a seed. */
class NoInputBreaksATarget {
    private static final int MUTATIONS = 400;

    @ParameterizedTest
    @EnumSource
    void neitherASeedNorWhatIsLikeOne(FuzzTarget target) throws URISyntaxException {
        List<byte[]> seeds = target.seeds(resources());
        assertFalse(seeds.isEmpty());
        run(target, new byte[0]);
        seeds.forEach(seed -> run(target, seed));
        Mutation mutation = new Mutation(seeds, new SplittableRandom(20));
        for (int i = 0; i < MUTATIONS; i++) {
            run(target, mutation.next());
        }
    }

    static Path resources() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(NoInputBreaksATarget.class.getResource("/fuzz"))
                .toURI());
    }

    private static void run(FuzzTarget target, byte[] input) {
        try {
            target.run(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("by " + HexFormat.of().formatHex(input), e);
        }
    }
}
