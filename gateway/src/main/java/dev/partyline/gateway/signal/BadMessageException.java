package dev.partyline.gateway.signal;

/** What a client said is no message; why, in a few words that fit into a close frame. */
final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessageException(String message) {
        super(message);
    }
}
