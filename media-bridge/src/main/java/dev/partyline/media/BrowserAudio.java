package dev.partyline.media;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** A browser's audio in its room. On the loop's thread only, but for {@link #csrc}, {@link #levelDbov} and {@link #speaking}. */
public interface BrowserAudio extends AutoCloseable {
    /** Names this leg in the mixed stream's list of contributors; unique in its room, never 0. */
    int csrc();

    /** From now on it hears and is heard. */
    void enter(long nowNanos);

    /** Which of the two buses it adds to, and what it hears; at any time, without a step in anybody's ear. */
    void mode(BrowserMode mode);

    /** Whether what it sends is kept out of the mix. It goes on hearing. */
    void mute(boolean muted);

    /**
     * An authenticated packet of its Opus stream.
     *
     * @param extendedSequence of the {@code ReceiveStream} that accepted it
     * @param levelDbov as the packet says (RFC 6464), -127 to 0, or 1 where it says nothing
     * @return why it was refused, or null where it was taken
     */
    @Nullable
    DropReason receive(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos);

    /** The far end began a new stream. */
    void restart();

    /** Level of what was heard last of it, -127 to 0; from any thread. */
    int levelDbov();

    /** Whether it speaks now; from any thread. */
    boolean speaking();

    /** Leaves the room. */
    @Override
    void close();
}
