package dev.partyline.media;

/** What the bridge does with a leg's stream (RFC 3264 section 6.1), seen from the bridge. */
public enum MediaDirection {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** Whether the bridge sends to the far end. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether what the far end sends is mixed. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
