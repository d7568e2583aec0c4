package dev.partyline.webrtc.sdp;

import java.util.List;
import java.util.OptionalInt;

/**
 * One m= section of an offer.
 *
 * @param mediaLine the value of m=, for the answer that refuses it
 * @param open false where the browser gave it up (port 0)
 * @param direction as the browser sees it
 * @param codecs in the browser's order of preference; retransmission formats are not among them
 * @param sources in order; empty where the browser names none, then they are known by mid and payload type
 */
public record OfferedSection(
        String mediaLine,
        MediaKind kind,
        String mid,
        boolean open,
        Direction direction,
        boolean reducedSizeRtcp,
        List<OfferedCodec> codecs,
        List<HeaderExtension> extensions,
        List<SourceStream> sources) {
    public OfferedSection {
        codecs = List.copyOf(codecs);
        extensions = List.copyOf(extensions);
        sources = List.copyOf(sources);
    }

    /** Whether audio or video can flow in it. */
    public boolean usable() {
        return open && kind != MediaKind.OTHER;
    }

    /** The id of an extension, where it is offered and fits a one-byte header. */
    public OptionalInt extensionId(String uri) {
        return extensions.stream()
                .filter(extension -> extension.uri().equals(uri) && extension.id() <= 14)
                .mapToInt(HeaderExtension::id)
                .findFirst();
    }
}
