package dev.partyline.integration.fuzz;

import dev.partyline.sip.transport.SipFramingFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The targets by the names that the command line and the folders of seeds have for them. */
enum FuzzTarget {
    RTP(RtpFuzz.class, RtpFuzz::fuzzerTestOneInput),
    RTCP(RtcpFuzz.class, RtcpFuzz::fuzzerTestOneInput),
    EVENTS(TelephoneEventsFuzz.class, TelephoneEventsFuzz::fuzzerTestOneInput),
    PLAYOUT(PlayoutFuzz.class, PlayoutFuzz::fuzzerTestOneInput),
    OPUS(OpusFuzz.class, OpusFuzz::fuzzerTestOneInput),
    SRTP(SrtpFuzz.class, SrtpFuzz::fuzzerTestOneInput),
    STUN(StunFuzz.class, StunFuzz::fuzzerTestOneInput),
    SDP(SdpFuzz.class, SdpFuzz::fuzzerTestOneInput),
    OFFER(OfferFuzz.class, OfferFuzz::fuzzerTestOneInput),
    SIP(SipFramingFuzz.class, SipFramingFuzz::fuzzerTestOneInput);

    private final Class<?> type;
    private final Consumer<byte[]> code;

    FuzzTarget(Class<?> type, Consumer<byte[]> code) {
        this.type = type;
        this.code = code;
    }

    Class<?> type() {
        return type;
    }

    void run(byte[] input) {
        code.accept(input);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A few inputs that are good, or were bad once. */
    List<byte[]> seeds(Path resources) {
        try (Stream<Path> files = Files.list(resources.resolve(text()))) {
            return files.sorted().map(FuzzTarget::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
