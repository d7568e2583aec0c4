package dev.partyline.media.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsArePlayable {
    private static final PromptLibrary SHIPPED = PromptLibrary.shipped();
    private static final int LONGEST_SECONDS = 14;

    private static double levelDbov(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return 10 * Math.log10(energy / samples.length) - 20 * Math.log10(32768);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void eachIsShortAndOfOneLevel(String language) {
        Prompts prompts = SHIPPED.in(new Language(language));
        for (Spoken spoken : PromptLibrary.everything()) {
            short[] samples = prompts.samples(spoken);
            assertTrue(
                    samples.length > 2000 && samples.length < LONGEST_SECONDS * 8000,
                    () -> spoken + " has " + samples.length + " samples");
            // A short one is made quieter, on the whole, by the calm at its ends.
            assertEquals(-20, levelDbov(samples), 2, spoken::toString);
        }
    }

    @Test
    void languagesDiffer() {
        assertEquals(Set.of("en", "de"), SHIPPED.languages());
        short[] english = SHIPPED.in(Language.ENGLISH).samples(Prompt.MUTED);
        assertTrue(!Arrays.equals(english, SHIPPED.in(new Language("de")).samples(Prompt.MUTED)));
        assertArrayEquals(english, SHIPPED.in(new Language("fr")).samples(Prompt.MUTED));
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = Prompts.class.getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    @Test
    void anOperatorsFilesTakeThePlaceOfOurs(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("en"));
        Files.createDirectories(folder.resolve("pt-br"));
        Files.createDirectories(folder.resolve("notes of mine"));
        Files.write(folder.resolve("en/muted.wav"), file("de/muted.wav"));
        Files.write(folder.resolve("pt-br/number-7.wav"), file("de/number-7.wav"));
        Files.write(folder.resolve("waiting-music.wav"), file("de/welcome.wav"));
        PromptLibrary own = PromptLibrary.with(folder);
        Language german = new Language("de");
        Language brazilian = new Language("pt-br");

        assertEquals(Set.of("en", "de", "pt-br"), own.languages());
        short[] replaced = own.in(Language.ENGLISH).samples(Prompt.MUTED);
        assertArrayEquals(SHIPPED.in(german).samples(Prompt.MUTED), replaced);
        assertArrayEquals(replaced, own.in(brazilian).samples(Prompt.MUTED));
        assertArrayEquals(
                SHIPPED.in(german).samples(new SpokenNumber(7)),
                own.in(brazilian).samples(new SpokenNumber(7)));
        assertArrayEquals(
                SHIPPED.in(Language.ENGLISH).samples(Prompt.WELCOME),
                own.in(Language.ENGLISH).samples(Prompt.WELCOME));
        assertEquals(SHIPPED.in(german).samples(Prompt.WELCOME).length, own.waitingMusic().length);
        assertEquals(
                Recorded.Origin.OWN,
                own.in(Language.ENGLISH).recorded(Prompt.MUTED).origin());
        assertEquals(
                Recorded.Origin.ENGLISH,
                own.in(brazilian).recorded(Prompt.MUTED).origin());
        assertEquals("Willkommen.", own.in(german).recorded(Prompt.WELCOME).words());
    }

    @Test
    void oneThatCannotBePlayedIsNamed(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("en"));
        Files.write(folder.resolve("en/muted.wav"), new byte[100]);
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> PromptLibrary.with(folder))
                .getMessage());
        assertTrue(said.contains("muted.wav cannot be played: not a RIFF file"), said);
        assertThrows(IllegalArgumentException.class, () -> PromptLibrary.with(folder.resolve("nowhere")));
        for (String tag : new String[] {"", "..", "EN", "e", "en/..", "en-"}) {
            assertThrows(IllegalArgumentException.class, () -> new Language(tag), tag);
        }
    }

    @Test
    void theMusicIsSoftAndHasNoSeam() {
        short[] music = SHIPPED.waitingMusic();
        assertEquals(-30, levelDbov(music), 0.5);
        int steepest = 0;
        for (int i = 1; i < music.length; i++) {
            steepest = Math.max(steepest, Math.abs(music[i] - music[i - 1]));
        }
        assertTrue(Math.abs(music[0] - music[music.length - 1]) <= steepest);
    }

    @Test
    void eachIsWrittenAsItIsRead() {
        Recorded recorded = SHIPPED.in(Language.ENGLISH).recorded(Prompt.WELCOME);
        assertArrayEquals(recorded.samples(), WavFile.samples(recorded.wav()));
        for (Spoken spoken : PromptLibrary.everything()) {
            assertTrue(!SHIPPED.in(Language.ENGLISH).recorded(spoken).words().isEmpty(), spoken::toString);
        }
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        byte[] file = file("en/muted.wav");
        assertTrue(WavFile.samples(file).length > 4000);
        for (int cut = 0; cut < 46; cut++) {
            byte[] part = Arrays.copyOf(file, cut);
            assertThrows(IllegalArgumentException.class, () -> WavFile.samples(part), "cut at " + cut);
        }
        byte[] stereo = file.clone();
        stereo[22] = 2;
        assertThrows(IllegalArgumentException.class, () -> WavFile.samples(stereo));
    }
}
