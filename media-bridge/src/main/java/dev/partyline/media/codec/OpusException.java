package dev.partyline.media.codec;

/** libopus refused: a codec could not be made, or what was to be encoded was impossible. */
public final class OpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpusException(String what, int error) {
        super(what + ": libopus error " + error);
    }

    OpusException(String what, Throwable cause) {
        super(what, cause);
    }
}
