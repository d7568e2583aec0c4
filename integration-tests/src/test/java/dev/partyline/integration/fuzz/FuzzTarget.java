package dev.partyline.integration.fuzz;

import dev.partyline.sip.transport.SipFramingFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The targets by the names that the command line and the folders of seeds have for them. */
enum FuzzTarget {
    RTP(RtpFuzz.class),
    RTCP(RtcpFuzz.class),
    EVENTS(TelephoneEventsFuzz.class),
    PLAYOUT(PlayoutFuzz.class),
    OPUS(OpusFuzz.class),
    SRTP(SrtpFuzz.class),
    STUN(StunFuzz.class),
    SDP(SdpFuzz.class),
    OFFER(OfferFuzz.class),
    SIP(SipFramingFuzz.class);

    private final Class<?> type;

    FuzzTarget(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    void run(byte[] input) {
        switch (this) {
            case RTP -> RtpFuzz.fuzzerTestOneInput(input);
            case RTCP -> RtcpFuzz.fuzzerTestOneInput(input);
            case EVENTS -> TelephoneEventsFuzz.fuzzerTestOneInput(input);
            case PLAYOUT -> PlayoutFuzz.fuzzerTestOneInput(input);
            case OPUS -> OpusFuzz.fuzzerTestOneInput(input);
            case SRTP -> SrtpFuzz.fuzzerTestOneInput(input);
            case STUN -> StunFuzz.fuzzerTestOneInput(input);
            case SDP -> SdpFuzz.fuzzerTestOneInput(input);
            case OFFER -> OfferFuzz.fuzzerTestOneInput(input);
            case SIP -> SipFramingFuzz.fuzzerTestOneInput(input);
        }
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
