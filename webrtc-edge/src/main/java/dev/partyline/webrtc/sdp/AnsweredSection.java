package dev.partyline.webrtc.sdp;

import java.util.List;
import java.util.Optional;

/** What becomes of an offered section. */
public sealed interface AnsweredSection {
    /** Port 0: nothing flows in it, and it keeps its place. */
    record Refused() implements AnsweredSection {}

    /**
     * @param codecs of those offered, the preferred first, at least one
     * @param direction as the bridge sees it; never more than the offer leaves open
     * @param extensions of those offered
     * @param sent what the bridge sends, where it does
     */
    record Accepted(
            List<OfferedCodec> codecs, Direction direction, List<HeaderExtension> extensions, Optional<SentStream> sent)
            implements AnsweredSection {
        public Accepted {
            codecs = List.copyOf(codecs);
            extensions = List.copyOf(extensions);
            if (codecs.isEmpty()) {
                throw new IllegalArgumentException("an accepted section has a codec");
            }
            if (sent.isPresent() && !direction.sends()) {
                throw new IllegalArgumentException("a stream is sent in a section that does not send");
            }
        }
    }
}
