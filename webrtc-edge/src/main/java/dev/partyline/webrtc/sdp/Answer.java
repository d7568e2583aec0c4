package dev.partyline.webrtc.sdp;

/** Writes answers (RFC 8829 section 5.3). */
@SuppressWarnings("DoNotCallSuggester")
public final class Answer {
    private Answer() {}

    public static String of(Offer offer, AnswerParts parts) {
        throw new UnsupportedOperationException(offer.toString() + parts);
    }
}
