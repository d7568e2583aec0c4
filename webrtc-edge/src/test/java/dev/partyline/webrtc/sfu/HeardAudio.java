package dev.partyline.webrtc.sfu;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** A leg in a mix that counts what it is given. */
public final class HeardAudio implements BrowserAudio {
    public int packets;
    public int restarts;
    public boolean muted;
    public boolean entered;
    public boolean closed;
    public boolean breaks;

    @Override
    public int csrc() {
        return 7;
    }

    @Override
    public void enter(long nowNanos) {
        entered = true;
    }

    @Override
    public void mode(BrowserMode mode) {}

    @Override
    public void mute(boolean wanted) {
        muted = wanted;
    }

    @Override
    public @Nullable DropReason receive(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos) {
        packets++;
        return null;
    }

    @Override
    public void restart() {
        restarts++;
    }

    @Override
    public int levelDbov() {
        return -127;
    }

    @Override
    public boolean speaking() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
        if (breaks) {
            throw new IllegalStateException("it breaks");
        }
    }
}
