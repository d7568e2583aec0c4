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
    /** What it speaks, by the names that its account, its module and its audio files have for it. */
    public enum Speaks {
        PCMU("pcmu", "g711", 8000, false),
        G722("g722", "g722", 16_000, false),
        OPUS("opus", "opus", 48_000, false),
        STEREO_OPUS("opus", "opus", 48_000, true);

        private final String name;
        private final String module;
        private final int rate;
        private final boolean stereo;

        Speaks(String name, String module, int rate, boolean stereo) {
            this.stereo = stereo;
            this.name = name;
            this.module = module;
            this.rate = rate;
        }
    }

    private static final int SIP_PORT = 5073;
    private static final int RTP_PORTS = 31_000;

    private final Folder folder = Folder.temporary("baresip");
    private final Path directory = folder.path();
    private final String address;
    private final Speaks speaks;
    private final int sipPort;
    private final int rtpPorts;
    private @Nullable Path trusted;
    private @Nullable Process process;

    /** @param address where its SIP stands; its RTP leaves from the system's choice, to us 127.0.0.1, whatever its SDP says */
    public Baresip(String address) {
        this(address, Speaks.PCMU, SIP_PORT, RTP_PORTS);
    }

    /** @param rtpPorts the first of a hundred ports, of which it uses two */
    public Baresip(String address, Speaks speaks, int sipPort, int rtpPorts) {
        this.address = address;
        this.speaks = speaks;
        this.sipPort = sipPort;
        this.rtpPorts = rtpPorts;
    }

    /** Calls over TLS, with SRTP or not at all. */
    public Baresip encrypted(Certificate peers) {
        trusted = peers.certificate();
        return this;
    }

    /** @param sound for 8 kHz; at a higher rate it is as much faster, and a tone as much higher */
    public Baresip call(InetSocketAddress peer, String number, Sound sound) throws InterruptedException {
        short[] samples = new short[speaks.rate * 120];
        sound.fill(samples);
        Path microphone = directory.resolve("microphone.wav");
        new Recording(samples, speaks.rate).write(microphone);
        try {
            Files.writeString(directory.resolve("config"), """
                    poll_method        epoll
                    sip_listen         %1$s:%4$d
                    net_interface      %1$s
                    call_max_calls     1
                    audio_source       aufile,%2$s
                    audio_player       aufile,%3$s/speaker.wav
                    audio_alert        aufile,%3$s/alert.wav
                    ausrc_srate        %6$d
                    auplay_srate       %6$d
                    ausrc_channels     1
                    auplay_channels    1
                    rtp_ports          %5$d-%8$d
                    opus_stereo        %9$s
                    opus_sprop_stereo  %9$s
                    %10$s
                    module_path        /usr/lib/baresip/modules
                    module             stdio.so
                    module             srtp.so
                    module             %7$s.so
                    module             aufile.so
                    module             sndfile.so
                    module_app         account.so
                    module_app         menu.so
                    snd_path           %3$s
                    """.formatted(
                            address,
                            microphone,
                            directory,
                            sipPort,
                            rtpPorts,
                            speaks.rate,
                            speaks.module,
                            rtpPorts + 100,
                            speaks.stereo ? "yes" : "no",
                            trusted == null ? "" : "sip_cafile " + trusted + "\nsip_verify_server yes"));
            Files.writeString(
                    directory.resolve("accounts"),
                    "<sip:baresip@" + address + ":" + sipPort + ">;regint=0;audio_codecs=" + speaks.name
                            + (trusted == null ? "" : ";mediaenc=srtp-mand") + "\n");
            Files.writeString(directory.resolve("contacts"), "");
            String target = "sip:" + number + "@" + peer.getAddress().getHostAddress() + ":" + peer.getPort()
                    + (trusted == null ? "" : ";transport=tls");
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

    /** A tone for its microphone, whatever its rate. */
    public Sound tone(double hertz, double dbfs) {
        return Sound.tone(hertz * Sound.RATE / speaks.rate, dbfs);
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
