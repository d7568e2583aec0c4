package dev.partyline.media.room;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.MediaSettings;

/** Whether a far end that should send still does. A far end on hold may be silent for longer. */
final class Liveness {
    private final long timeoutNanos;
    private final long heldTimeoutNanos;

    private long allowedNanos;
    private long heardNanos;
    private boolean armed;

    Liveness(MediaSettings settings) {
        timeoutNanos = settings.mediaTimeout().toNanos();
        heldTimeoutNanos = settings.heldMediaTimeout().toNanos();
    }

    /** The wait begins anew with each offer and answer. */
    void connected(MediaDirection direction, long nowNanos) {
        allowedNanos = direction == MediaDirection.SENDRECV ? timeoutNanos : heldTimeoutNanos;
        heard(nowNanos);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
        armed = true;
    }

    /** True once for each time that the far end falls silent for too long. */
    boolean takeTimeout(long nowNanos) {
        boolean timedOut = armed && nowNanos - heardNanos >= allowedNanos;
        armed &= !timedOut;
        return timedOut;
    }
}
