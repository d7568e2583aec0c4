package dev.partyline.webrtc;

/** An offer that cannot be answered; the message is one sentence that a developer of clients understands. */
public final class OfferRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public OfferRefusedException(String message) {
        super(message);
    }
}
