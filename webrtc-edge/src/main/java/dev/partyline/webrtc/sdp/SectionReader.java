package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One m= section of an offer. */
final class SectionReader {
    private static final int MOST_EXTENSIONS = 32;

    /** RFC 5888 section 4: a token; ours come back in answers, and in RTP with 16 bytes at most. */
    private static final Pattern MID = Pattern.compile("[A-Za-z0-9_.!#$%&'*+^`|~{}-]{1,32}");

    private final SdpText.Part part;
    private final SdpText.Part session;

    private SectionReader(SdpText.Part part, SdpText.Part session) {
        this.part = part;
        this.session = session;
    }

    static OfferedSection read(SdpText.Part part, SdpText.Part session) throws OfferRefusedException {
        return new SectionReader(part, session).section();
    }

    private OfferedSection section() throws OfferRefusedException {
        String media = part.media();
        String[] words = media.strip().split(" +", -1);
        if (words.length < 4 || Numbers.within(words[1], 0, 65_535) == Numbers.NONE) {
            throw new OfferRefusedException("a section's m= is not a kind, a port, a protocol and formats");
        }
        String mid = part.first("mid")
                .map(String::strip)
                .filter(text -> MID.matcher(text).matches())
                .orElseThrow(() -> new OfferRefusedException("a section of the offer has no a=mid, or no usable one"));
        // RFC 8843 section 6: port 0 with bundle-only is alive.
        boolean open = !words[1].equals("0") || part.has("bundle-only");
        MediaKind kind = kind(words[0]);
        if (kind == MediaKind.OTHER || !open) {
            return new OfferedSection(
                    media, kind, mid, open, Direction.INACTIVE, false, List.of(), List.of(), List.of());
        }
        if (!words[2].equals("UDP/TLS/RTP/SAVPF")) {
            throw new OfferRefusedException("section " + mid + " is not UDP/TLS/RTP/SAVPF");
        }
        return new OfferedSection(
                media,
                kind,
                mid,
                true,
                direction(),
                part.has("rtcp-rsize"),
                new CodecReader(part, mid).codecs(List.of(words).subList(3, words.length)),
                extensions(mid),
                SourceReader.sources(part, mid));
    }

    private static MediaKind kind(String word) {
        return switch (word) {
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            default -> MediaKind.OTHER;
        };
    }

    private Direction direction() {
        for (Direction direction : Direction.values()) {
            if (part.has(direction.attribute())) {
                return direction;
            }
        }
        for (Direction direction : Direction.values()) {
            if (session.has(direction.attribute())) {
                return direction;
            }
        }
        return Direction.SENDRECV;
    }

    /** RFC 8285 section 8: {@code a=extmap:<id>["/"<direction>] <uri> [attributes]}. */
    private List<HeaderExtension> extensions(String mid) throws OfferRefusedException {
        List<HeaderExtension> extensions = new ArrayList<>();
        Set<Integer> ids = new LinkedHashSet<>();
        for (String value : part.all("extmap")) {
            String[] words = value.strip().split(" +", 3);
            int slash = words[0].indexOf('/');
            int id = Numbers.within(slash < 0 ? words[0] : words[0].substring(0, slash), 1, 4_095);
            if (words.length < 2 || id == Numbers.NONE) {
                throw new OfferRefusedException("an a=extmap of section " + mid + " is not an id and a URI");
            }
            if (extensions.size() == MOST_EXTENSIONS || !ids.add(id)) {
                throw new OfferRefusedException(
                        "section " + mid + " has an a=extmap id twice, or more than 32 of them");
            }
            extensions.add(new HeaderExtension(id, words[1]));
        }
        return extensions;
    }
}
