package dev.partyline.webrtc.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of a section's codecs the bridge can forward and mix. */
public final class CodecChoice {
    private CodecChoice() {}

    /** RFC 7587 section 4.1: always 48000/2, whatever is in it. */
    public static Optional<OfferedCodec> opus(OfferedSection section) {
        return section.codecs().stream()
                .filter(codec -> codec.is("opus", 48_000) && codec.channels() == 2)
                .findFirst();
    }

    /** RFC 7741. */
    public static Optional<OfferedCodec> vp8(OfferedSection section) {
        return section.codecs().stream()
                .filter(codec -> codec.is("VP8", 90_000))
                .findFirst();
    }

    /** Constrained baseline with packetization-mode 1, which every browser speaks (RFC 7742 section 6.2). */
    public static Optional<OfferedCodec> h264(OfferedSection section) {
        return section.codecs().stream()
                .filter(codec ->
                        codec.is("H264", 90_000) && H264Parameters.of(codec).isForwardable())
                .findFirst();
    }

    /** All of them that the bridge forwards, VP8 before H.264; for audio Opus alone. */
    public static List<OfferedCodec> forwardable(OfferedSection section) {
        return switch (section.kind()) {
            case AUDIO -> opus(section).stream().toList();
            case VIDEO ->
                Stream.concat(vp8(section).stream(), h264(section).stream()).toList();
            case OTHER -> List.of();
        };
    }

    /** Whether packets of the one may be forwarded as packets of the other, but for the payload type. */
    public static boolean interchangeable(OfferedCodec one, OfferedCodec other) {
        return one.name().toLowerCase(Locale.ROOT).equals(other.name().toLowerCase(Locale.ROOT))
                && one.clockRateHz() == other.clockRateHz()
                && one.channels() == other.channels()
                && (!one.is("H264", 90_000)
                        || (H264Parameters.of(one).isForwardable()
                                && H264Parameters.of(other).isForwardable()));
    }
}
