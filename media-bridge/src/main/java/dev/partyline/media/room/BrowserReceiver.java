package dev.partyline.media.room;

import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.playout.JitterBuffer;
import dev.partyline.media.playout.PacketPlayout;
import dev.partyline.media.playout.Playout;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a browser leg: Opus packets, each with its level where the browser tells it (RFC 6464), to one
 * frame a tick. What nobody is to hear is not decoded, as long as its level says who speaks.
 */
final class BrowserReceiver implements AutoCloseable {
    private static final JitterBuffer.Settings SETTINGS = new JitterBuffer.Settings(40, 20, 200);
    private static final int LEVEL_UNKNOWN = 1;
    // A packet may hold 60 ms, or come so much late, and the level still stands.
    private static final int LONGEST_WAIT_TICKS = 5;

    private final OpusLibrary opus;
    private final LoopCounters counters;
    private final LevelMeter level = new LevelMeter();
    private final short[] frame = new short[PacketPlayout.FRAME_SAMPLES];

    private @Nullable PacketPlayout playout;
    private boolean wanted;
    private boolean fed;
    private boolean playing;
    private boolean levelTold;
    private int waitedTicks;

    BrowserReceiver(OpusLibrary opus, LoopCounters counters) {
        this.opus = opus;
        this.counters = counters;
    }

    @Nullable
    DropReason receive(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos) {
        levelTold = levelDbov != LEVEL_UNKNOWN;
        if (levelTold) {
            level.measured(levelDbov);
            waitedTicks = 0;
            if (!wanted) {
                return null;
            }
        }
        PacketPlayout into = playout();
        if (!fed) {
            into.reset();
            fed = true;
        }
        boolean silent = levelTold && !level.speaking();
        if (!silent) {
            counters.count(Counter.OPUS_PACKETS_PLAYED, 1);
        }
        // Whatever its level, speech is decoded to its end; and what is no speech is not, even if it is not quite
        // silent.
        return into.insert(packet, extendedSequence, silent ? LevelMeter.SILENCE_DBOV : LEVEL_UNKNOWN, nowNanos);
    }

    private PacketPlayout playout() {
        if (playout == null) {
            playout = new PacketPlayout(SETTINGS, opus.decoder());
        }
        return playout;
    }

    /** @param someoneHears whether the frame of this tick is for anybody's ear */
    void play(boolean someoneHears, long nowNanos) {
        wanted = someoneHears;
        fed &= wanted || !levelTold;
        playing = playout != null && fed && playout.next(frame, nowNanos) != Playout.SILENCE;
        if (levelTold) {
            if (++waitedTicks > LONGEST_WAIT_TICKS) {
                level.silence();
            }
        } else if (playing) {
            level.measure(frame);
        } else {
            level.silence();
        }
    }

    /** The frame of this tick, where there is one: always the same array. */
    short[] frame() {
        return frame;
    }

    /** Whether there is sound of this tick, and it is somebody who speaks. */
    boolean audible() {
        return wanted && playing && level.speaking();
    }

    boolean speaking() {
        return level.speaking();
    }

    int levelDbov() {
        return level.levelDbov();
    }

    /** The next packet is of another stream. */
    void restart() {
        fed = false;
    }

    @Override
    public void close() {
        if (playout != null) {
            playout.close();
            playout = null;
        }
    }
}
