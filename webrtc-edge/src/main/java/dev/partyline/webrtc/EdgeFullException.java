package dev.partyline.webrtc;

/** No more browsers for now: as many are here as are allowed, or the bridge is too busy or about to end. */
public final class EdgeFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EdgeFullException(String message) {
        super(message);
    }
}
