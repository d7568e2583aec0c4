package dev.partyline.sip.sdp;

/** Text that is no session description we can use. The message is short and has nothing of the text in it. */
public final class SdpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SdpException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** A word or two for the operator. */
    public String reason() {
        return reason;
    }
}
