package dev.partyline.media.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.media.mix.ComfortNoise;
import dev.partyline.media.prompt.Recorded.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of every language and the waiting music, read once at start: those that are shipped, and in their place
 * those of an operator's folder, which has a folder a language and may have languages of its own. What such a language
 * lacks is said in English.
 */
public final class PromptLibrary {
    private static final List<Language> SHIPPED = List.of(Language.ENGLISH, new Language("de"));
    private static final String WAITING_MUSIC = "waiting-music.wav";
    /** 10 ms. */
    private static final int LEAST_SILENCE = 80;
    /** Five minutes: more is no prompt, and would be held for good. */
    private static final long MOST_BYTES = 5L * 60 * 8_000 * 2;

    private static final int MOST_LANGUAGES = 64;

    private final @Nullable Path folder;
    private final Map<String, Prompts> languages = new TreeMap<>();
    private final short[] waitingMusic;

    private PromptLibrary(@Nullable Path folder) {
        this.folder = folder;
        Map<Spoken, Recorded> english = read(Language.ENGLISH, Map.of());
        languages.put(Language.ENGLISH.tag(), new Prompts(english));
        Stream.concat(SHIPPED.stream(), own().stream())
                .distinct()
                .filter(language -> !language.equals(Language.ENGLISH))
                .forEach(language -> languages.put(language.tag(), new Prompts(read(language, english))));
        short[] own = ofFolder(WAITING_MUSIC);
        waitingMusic = own == null ? shipped(WAITING_MUSIC) : own;
    }

    /** Those that are shipped, and nothing else. */
    public static PromptLibrary shipped() {
        return Shipped.LIBRARY;
    }

    /** Read when somebody asks for it. */
    private static final class Shipped {
        static final PromptLibrary LIBRARY = new PromptLibrary(null);
    }

    /**
     * @param folder of an operator's own prompts
     * @throws IllegalArgumentException with a sentence that names the file which cannot be played, or the folder
     */
    public static PromptLibrary with(@Nullable Path folder) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder);
        }
        return folder == null ? shipped() : new PromptLibrary(folder);
    }

    public Set<String> languages() {
        return Set.copyOf(languages.keySet());
    }

    /** English where there is nothing in that language. */
    public Prompts in(Language language) {
        Prompts wanted = languages.get(language.tag());
        Prompts english = languages.get(Language.ENGLISH.tag());
        return wanted != null ? wanted : Objects.requireNonNull(english);
    }

    /** Ends where it begins: to be played round and round. */
    public short[] waitingMusic() {
        return waitingMusic;
    }

    /** All that can be said, the phrases first. */
    public static List<Spoken> everything() {
        List<Spoken> all = new ArrayList<>(List.of(Prompt.values()));
        IntStream.rangeClosed(0, SpokenNumber.MOST).mapToObj(SpokenNumber::new).forEach(all::add);
        return all;
    }

    private List<Language> own() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(Language::isTag)
                    .limit(MOST_LANGUAGES)
                    .map(Language::new)
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<Spoken, Recorded> read(Language language, Map<Spoken, Recorded> otherwise) {
        boolean isShipped = SHIPPED.contains(language);
        Map<String, String> words = isShipped ? words(language) : Map.of();
        Map<Spoken, Recorded> read = new HashMap<>();
        otherwise.forEach((spoken, english) ->
                read.put(spoken, new Recorded(english.samples(), english.words(), Origin.ENGLISH)));
        for (Spoken spoken : everything()) {
            String file = language.tag() + "/" + spoken.fileName();
            String said = spoken instanceof SpokenNumber(int value)
                    ? Integer.toString(value)
                    : words.getOrDefault(spoken.fileName(), "");
            short[] own = ofFolder(file);
            if (own != null) {
                read.put(spoken, new Recorded(alive(spoken, own), said, Origin.OWN));
            } else if (isShipped) {
                read.put(spoken, new Recorded(alive(spoken, shipped(file)), said, Origin.SHIPPED));
            }
        }
        return read;
    }

    /** What the files of a language that is shipped say, by their names. */
    private static Map<String, String> words(Language language) {
        Map<String, String> words = new HashMap<>();
        new String(resource(language.tag() + ".txt"), UTF_8).lines().forEach(line -> {
            int space = line.indexOf(' ');
            words.put(line.substring(0, space) + ".wav", line.substring(space + 1));
        });
        return words;
    }

    /** A prompt may be silent at its ends; on the line that sounds as if it was dead. */
    private static short[] alive(Spoken spoken, short[] samples) {
        new ComfortNoise(spoken.fileName().hashCode()).fillSilence(samples, LEAST_SILENCE);
        return samples;
    }

    private short @Nullable [] ofFolder(String file) {
        if (folder == null) {
            return null;
        }
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return null;
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IllegalArgumentException("it is longer than five minutes");
            }
            return WavFile.samples(Files.readAllBytes(path));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " cannot be played: " + e.getMessage(), e);
        }
    }

    private static short[] shipped(String file) {
        return WavFile.samples(resource(file));
    }

    private static byte[] resource(String file) {
        try (InputStream in = PromptLibrary.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " of the prompts is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " of the prompts cannot be read", e);
        }
    }
}
