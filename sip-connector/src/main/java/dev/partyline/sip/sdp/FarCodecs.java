package dev.partyline.sip.sdp;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.PhoneStream.Codec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The codecs of one of the far end's audio m-lines that we speak too, in its order. */
final class FarCodecs {
    private static final int NARROW_CLOCK = 8000;
    private static final int WIDEBAND_CLOCK = 16_000;
    private static final Pattern PAYLOAD_TYPE = Pattern.compile("[0-9]{1,3}");
    // RFC 7587 section 6.1: semicolons between, and whatever else stands there is not for us.
    private static final Pattern MOST_BITS = Pattern.compile("(?:^|[; ])maxaveragebitrate=([0-9]{1,9})(?:$|[; ])");

    private static final Comparator<FarCodec> WIDEST_FIRST =
            Comparator.comparingInt(found -> -found.codec().sampleRate());

    private final MediaDescription media;
    /** Of each format, in small letters; looked up once, for a stranger may write hundreds of attributes. */
    private final Map<String, String> encodings = new HashMap<>();

    private final List<FarCodec> codecs;

    FarCodecs(MediaDescription media) {
        this.media = media;
        for (String format : media.formats()) {
            media.rtpmap(format).ifPresent(map -> encodings.putIfAbsent(format, map.toLowerCase(Locale.ROOT)));
        }
        codecs = media.formats().stream()
                .flatMap(format -> codec(format).stream())
                .toList();
    }

    /**
     * The widest, Opus before G.722 before G.711; of two as wide the one that the far end names first. Where tones have
     * to be found in it, the narrowest instead.
     */
    Optional<FarCodec> best(ToneRule tones) {
        return codecs.stream()
                .min(WIDEST_FIRST)
                .filter(widest -> !tones.listensForTones(widest.eventPayloadType() >= 0))
                .or(() -> codecs.stream().min(WIDEST_FIRST.reversed()));
    }

    /** What the far end would send itself. */
    Optional<FarCodec> first() {
        return codecs.stream().findFirst();
    }

    private Optional<FarCodec> codec(String format) {
        Codec codec = codecOf(format);
        if (codec == null) {
            return Optional.empty();
        }
        // Many phones name events at 8 kHz alone, whatever the codec, and send them so.
        OptionalInt events = named("telephone-event", codec.clockRate());
        boolean atItsClock = events.isPresent();
        OptionalInt used = atItsClock ? events : named("telephone-event", NARROW_CLOCK);
        return Optional.of(new FarCodec(
                codec,
                Integer.parseInt(format),
                used.orElse(-1),
                atItsClock ? codec.clockRate() : NARROW_CLOCK,
                comfortNoise(codec),
                mostBits(format)));
    }

    private @Nullable Codec codecOf(String format) {
        if (!PAYLOAD_TYPE.matcher(format).matches()) {
            return null;
        }
        int number = Integer.parseInt(format);
        String encoding = encodings.get(format);
        if (encoding == null) {
            // RFC 3551 section 6: a static payload type needs no rtpmap, but one that says otherwise is believed.
            return switch (number) {
                case 0 -> Codec.PCMU;
                case 8 -> Codec.PCMA;
                case 9 -> Codec.G722;
                default -> null;
            };
        }
        return switch (encoding) {
            case "pcmu/8000", "pcmu/8000/1" -> number == 0 ? Codec.PCMU : null;
            case "pcma/8000", "pcma/8000/1" -> number == 8 ? Codec.PCMA : null;
            case "g722/8000", "g722/8000/1" -> number == 9 || isDynamic(number) ? Codec.G722 : null;
            case "opus/48000/2" -> isDynamic(number) ? Codec.OPUS : null;
            default -> null;
        };
    }

    private OptionalInt named(String encoding, int clock) {
        String plain = encoding + "/" + clock;
        return media.formats().stream()
                .filter(format -> PAYLOAD_TYPE.matcher(format).matches())
                .filter(format -> {
                    String map = encodings.get(format);
                    return plain.equals(map) || (plain + "/1").equals(map);
                })
                .mapToInt(Integer::parseInt)
                .filter(FarCodecs::isDynamic)
                .findFirst();
    }

    /** RFC 3389 section 4: 13 is for 8 kHz, other rates have numbers of their own; G.722 may come with either. */
    private int comfortNoise(Codec codec) {
        int rate = codec == Codec.G722 ? WIDEBAND_CLOCK : codec.clockRate();
        return named("cn", rate).orElse(AudioPayload.COMFORT_NOISE);
    }

    private int mostBits(String format) {
        Matcher found = MOST_BITS.matcher(media.fmtp(format).orElse(""));
        return found.find()
                ? Math.clamp(Integer.parseInt(found.group(1)), AudioPayload.LEAST_BIT_RATE, AudioPayload.ANY_BIT_RATE)
                : AudioPayload.ANY_BIT_RATE;
    }

    /** RFC 5761 section 4 keeps 64 to 95 for RTCP. */
    private static boolean isDynamic(int payloadType) {
        return (payloadType >= 96 && payloadType <= 127) || (payloadType >= 35 && payloadType <= 63);
    }
}
