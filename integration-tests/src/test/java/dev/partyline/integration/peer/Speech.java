package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Words, spoken by eSpeak NG when the test runs. */
public final class Speech {
    private Speech() {}

    /** 8 kHz samples of a text, at about -20 dBFS. */
    public static short[] say(String voice, String words) throws InterruptedException {
        try {
            Path spoken = Files.createTempFile("speech", ".wav");
            Path ready = Files.createTempFile("speech-8k", ".wav");
            Tools.run(List.of("espeak-ng", "-v", voice, "-w", spoken.toString(), words), Await.PATIENCE);
            Tools.run(
                    List.of(
                            "sox",
                            spoken.toString(),
                            "-r",
                            "8000",
                            "-c",
                            "1",
                            "-b",
                            "16",
                            ready.toString(),
                            "norm",
                            "-6"),
                    Await.PATIENCE);
            short[] samples = Recording.read(ready).samples();
            Files.delete(spoken);
            Files.delete(ready);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
