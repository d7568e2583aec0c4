package dev.partyline.media.srtp;

import dev.partyline.media.rtp.DropReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Both directions of one transport, under the keys of one handshake. Used by one thread. */
public final class SrtpSession implements AutoCloseable {
    /** What {@link #protectRtp} and {@link #protectRtcp} may add: GCM's tag of 16 bytes and the SRTCP index of 4. */
    public static final int MAX_OVERHEAD_BYTES = 20;

    private final SrtpProfile profile;

    public SrtpSession(SrtpKeys keys) {
        profile = keys.profile();
    }

    /** Protects the packet between position and limit of an array-backed buffer; the limit grows. */
    public boolean protectRtp(ByteBuffer packet) {
        throw new UnsupportedOperationException(profile.toString());
    }

    /** As {@link #protectRtp}, for a compound RTCP packet. */
    public boolean protectRtcp(ByteBuffer packet) {
        throw new UnsupportedOperationException(profile.toString());
    }

    /** Takes the protection off in place; the limit shrinks. Null where the packet is good. */
    public @Nullable DropReason unprotectRtp(ByteBuffer packet) {
        throw new UnsupportedOperationException(profile.toString());
    }

    /** As {@link #unprotectRtp}, for a compound RTCP packet. */
    public @Nullable DropReason unprotectRtcp(ByteBuffer packet) {
        throw new UnsupportedOperationException(profile.toString());
    }

    @Override
    public void close() {}
}
