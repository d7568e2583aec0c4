package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.ice.IceCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers an offer in full: everything that can be accepted is. From the command line, to try answers on a browser. */
final class AnswerTool {
    static final String FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase().formatHex(new byte[32]);

    private AnswerTool() {}

    public static void main(String[] arguments) throws Exception {
        Offer offer = Offer.parse(Files.readString(Path.of(arguments[0])));
        Files.writeString(Path.of(arguments[1]), Answer.of(offer, parts(offer)));
    }

    static AnswerParts parts(Offer offer) {
        List<AnsweredSection> sections = new ArrayList<>();
        for (OfferedSection section : offer.sections()) {
            sections.add(answered(section, sections.size()));
        }
        return new AnswerParts(
                7,
                1,
                IceCredentials.create(new SecureRandom()),
                FINGERPRINT,
                List.of(loopback("127.0.0.1"), loopback("::1")),
                sections);
    }

    private static InetSocketAddress loopback(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 40_000);
    }

    private static AnsweredSection answered(OfferedSection section, int index) {
        List<OfferedCodec> codecs = section.usable() ? CodecChoice.forwardable(section) : List.of();
        if (codecs.isEmpty()) {
            return new AnsweredSection.Refused();
        }
        Direction direction = section.direction().reversed();
        boolean rtx = codecs.getFirst().rtxPayloadType() != OfferedCodec.NO_RTX;
        Optional<SentStream> sent = direction.sends()
                ? Optional.of(new SentStream(
                        -1_000 - index,
                        rtx ? OptionalInt.of(2_000 + index) : OptionalInt.empty(),
                        "cname",
                        "stream-" + index,
                        "track-" + index))
                : Optional.empty();
        List<HeaderExtension> extensions = section.extensions().stream()
                .filter(extension -> extension.uri().equals(HeaderExtension.AUDIO_LEVEL)
                        || extension.uri().equals(HeaderExtension.MID)
                        || extension.uri().equals(HeaderExtension.ABSOLUTE_SEND_TIME))
                .toList();
        return new AnsweredSection.Accepted(codecs, direction, extensions, sent);
    }
}
