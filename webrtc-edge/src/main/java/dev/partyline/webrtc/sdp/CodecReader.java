package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section's codecs: the formats of its m=, explained by a=rtpmap, a=fmtp and a=rtcp-fb (RFC 8866, RFC 4585). */
final class CodecReader {
    private static final int MOST_CODECS = 64;
    private static final int MOST_FEEDBACK = 512;

    private record Mapping(String name, int clockRateHz, int channels) {}

    private final SdpText.Part part;
    private final String mid;
    private final Map<Integer, Mapping> mappings = new LinkedHashMap<>();
    private final Map<Integer, String> parameters = new HashMap<>();

    CodecReader(SdpText.Part part, String mid) {
        this.part = part;
        this.mid = mid;
    }

    List<OfferedCodec> codecs(List<String> formats) throws OfferRefusedException {
        if (formats.size() > MOST_CODECS || part.all("rtcp-fb").size() > MOST_FEEDBACK) {
            throw new OfferRefusedException("section " + mid + " has more than 64 codecs, or 512 lines of a=rtcp-fb");
        }
        readMappings();
        readParameters();
        Map<Integer, Integer> retransmissions = retransmissions();
        Map<Integer, OfferedCodec> codecs = new LinkedHashMap<>();
        for (String format : formats) {
            int payloadType = payloadType(format);
            Mapping mapping = mappings.get(payloadType);
            // Without a=rtpmap it is one of RFC 3551's, which nobody here speaks.
            if (mapping == null || mapping.name().equalsIgnoreCase("rtx")) {
                continue;
            }
            OfferedCodec codec = new OfferedCodec(
                    payloadType,
                    mapping.name(),
                    mapping.clockRateHz(),
                    mapping.channels(),
                    parameters.getOrDefault(payloadType, ""),
                    feedback(payloadType),
                    retransmissions.getOrDefault(payloadType, OfferedCodec.NO_RTX));
            if (codecs.put(payloadType, codec) != null) {
                throw new OfferRefusedException("section " + mid + " names payload type " + payloadType + " twice");
            }
        }
        return List.copyOf(codecs.values());
    }

    /** {@code a=rtpmap:<payload type> <name>/<clock rate>[/<channels>]}. */
    private void readMappings() throws OfferRefusedException {
        for (String value : part.all("rtpmap")) {
            String[] words = value.strip().split(" +", 2);
            int payloadType = payloadType(words[0]);
            Mapping mapping = words.length < 2 ? null : mapping(words[1]);
            if (mapping == null) {
                throw new OfferRefusedException(
                        "a=rtpmap of payload type " + payloadType + " in section " + mid + " is not a name and a rate");
            }
            if (mappings.put(payloadType, mapping) != null) {
                throw new OfferRefusedException(
                        "payload type " + payloadType + " of section " + mid + " has two a=rtpmap");
            }
        }
    }

    private static @Nullable Mapping mapping(String text) {
        String[] parts = text.split("/", -1);
        int rate = parts.length < 2 ? Numbers.NONE : Numbers.within(parts[1], 1, 1_000_000);
        int channels = parts.length < 3 ? 1 : Numbers.within(parts[2], 1, 255);
        if (parts.length > 3 || rate == Numbers.NONE || channels == Numbers.NONE || parts[0].isBlank()) {
            return null;
        }
        return new Mapping(parts[0], rate, channels);
    }

    private void readParameters() throws OfferRefusedException {
        for (String value : part.all("fmtp")) {
            String[] words = value.strip().split(" +", 2);
            parameters.put(payloadType(words[0]), words.length < 2 ? "" : words[1]);
        }
    }

    /** By apt of each rtx format (RFC 4588 section 8.6), the first where a browser offers two. */
    private Map<Integer, Integer> retransmissions() {
        Map<Integer, Integer> byOriginal = new HashMap<>();
        mappings.forEach((payloadType, mapping) -> {
            if (!mapping.name().equalsIgnoreCase("rtx")) {
                return;
            }
            for (String parameter : parameters.getOrDefault(payloadType, "").split(";", -1)) {
                String text = parameter.strip();
                if (text.startsWith("apt=")) {
                    int original = Numbers.within(text.substring(4), 0, 127);
                    byOriginal.putIfAbsent(original, payloadType);
                }
            }
        });
        return byOriginal;
    }

    private List<String> feedback(int payloadType) {
        List<String> feedback = new ArrayList<>();
        for (String value : part.all("rtcp-fb")) {
            String[] words = value.strip().split(" +", 2);
            if (words.length == 2 && (words[0].equals("*") || words[0].equals(Integer.toString(payloadType)))) {
                feedback.add(words[1]);
            }
        }
        return feedback;
    }

    private int payloadType(String text) throws OfferRefusedException {
        int payloadType = Numbers.within(text, 0, 127);
        if (payloadType == Numbers.NONE) {
            throw new OfferRefusedException("section " + mid + " has a payload type that is not 0 to 127");
        }
        return payloadType;
    }
}
