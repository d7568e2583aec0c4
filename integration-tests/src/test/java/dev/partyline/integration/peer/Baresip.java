package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A baresip without sound card, for one call: it speaks a WAV file and keeps what it decodes. */
public final class Baresip implements AutoCloseable {
    private final Folder folder = Folder.temporary("baresip");
    private final Path directory = folder.path();
    private final String address;
    private @Nullable Process process;

    /** @param address where its SIP stands; its RTP leaves from the system's choice, to us 127.0.0.1, whatever its SDP says */
    public Baresip(String address) {
        this.address = address;
    }

    public Baresip call(InetSocketAddress peer, String number, Sound sound) throws InterruptedException {
        short[] samples = new short[Sound.RATE * 120];
        sound.fill(samples);
        Path microphone = directory.resolve("microphone.wav");
        new Recording(samples, Sound.RATE).write(microphone);
        try {
            Files.writeString(directory.resolve("config"), """
                    poll_method        epoll
                    sip_listen         %1$s:5073
                    net_interface      %1$s
                    call_max_calls     1
                    audio_source       aufile,%2$s
                    audio_player       aufile,%3$s/speaker.wav
                    audio_alert        aufile,%3$s/alert.wav
                    ausrc_srate        8000
                    auplay_srate       8000
                    rtp_ports          31000-31100
                    module_path        /usr/lib/baresip/modules
                    module             stdio.so
                    module             g711.so
                    module             aufile.so
                    module             sndfile.so
                    module_app         account.so
                    module_app         menu.so
                    snd_path           %3$s
                    """.formatted(address, microphone, directory));
            Files.writeString(
                    directory.resolve("accounts"), "<sip:baresip@" + address + ":5073>;regint=0;audio_codecs=pcmu\n");
            Files.writeString(directory.resolve("contacts"), "");
            String target = "sip:" + number + "@" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
            process = new ProcessBuilder(List.of("baresip", "-f", directory.toString(), "-e", "/dial " + target))
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Await.until("baresip's call is up", () -> log().contains("Call established"));
        } catch (AssertionError e) {
            throw new AssertionError(log(), e);
        }
        return this;
    }

    public String log() {
        try {
            return Files.readString(directory.resolve("log"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it decoded in the time just passed. */
    public Recording heard(Duration duration) {
        try (Stream<Path> files = Files.list(directory)) {
            Path decoded = files.filter(file -> file.toString().endsWith("-dec.wav"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("baresip decoded nothing:\n" + log()));
            Recording all = Recording.read(decoded);
            int wanted = (int) (duration.toMillis() * all.rate() / 1000);
            return all.slice(Math.max(0, all.samples().length - wanted), all.samples().length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void hangUp() throws InterruptedException {
        Process running = process;
        if (running != null) {
            // SIGTERM lets it say BYE.
            running.destroy();
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() {
        try (folder) {
            hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
