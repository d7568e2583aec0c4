package dev.partyline.sip.transport;

/** The stream or datagram can't be cut into SIP messages. The reason is a constant, fit for a counter. */
final class FramingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    FramingException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
