package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.DropReason;
import java.util.concurrent.atomic.AtomicLongArray;

/** One browser's figures, written by its loop and counted into the loop's; read by anybody. */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class BrowserCounters {
    /** What is counted, and gauges. */
    public enum Figure {
        RECEIVED,
        LOST,
        SENT,
        DROPPED,
        VIDEO
    }

    private final EdgeCounters loop;
    private long sent;
    private final AtomicLongArray figures = new AtomicLongArray(Figure.values().length);

    public BrowserCounters(EdgeCounters loop) {
        this.loop = loop;
    }

    /** A packet was refused. */
    public void dropped(DropReason reason) {
        add(Figure.DROPPED);
        loop.count(reason);
    }

    /** A packet was refused before it was one. */
    public void dropped(EdgeCounters.Counter reason) {
        add(Figure.DROPPED);
        loop.count(reason);
    }

    public void rtpReceived() {
        add(Figure.RECEIVED);
        loop.count(EdgeCounters.Counter.RTP_RECEIVED);
    }

    /** A packet was to go out; told to others with the next {@link #tick}. */
    public void rtpSent(boolean gone) {
        if (gone) {
            sent++;
            loop.count(EdgeCounters.Counter.RTP_SENT);
        } else {
            dropped(EdgeCounters.Counter.RTP_UNSENT);
        }
    }

    /** @param packetsLost so far */
    void tick(long packetsLost) {
        set(Figure.LOST, packetsLost);
        set(Figure.SENT, sent);
    }

    void video(boolean comes) {
        set(Figure.VIDEO, comes ? 1 : 0);
    }

    public long value(Figure figure) {
        return figures.getOpaque(figure.ordinal());
    }

    private void add(Figure figure) {
        set(figure, value(figure) + 1);
    }

    private void set(Figure figure, long value) {
        figures.setOpaque(figure.ordinal(), value);
    }
}
