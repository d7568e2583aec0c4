package dev.partyline.media.room;

import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.rtp.DropReason;
import java.util.concurrent.atomic.AtomicLongArray;

/** One leg's figures, written by its loop and counted into the loop's; read by anybody, a tick old at most. */
@SuppressWarnings("EnumOrdinal")
final class LegCounters {
    private enum Figure {
        RECEIVED,
        LOST,
        DROPPED,
        CONCEALED,
        JITTER_MICROS,
        DELAY_MILLIS,
        LEVEL_DBOV,
        GAIN_TENTHS_OF_A_DB,
        SPEAKING,
        SENT
    }

    private final LoopCounters loop;
    private final int csrc;
    private final AtomicLongArray figures = new AtomicLongArray(Figure.values().length);
    private long mostLost;

    /** @param csrc the leg's name among contributors */
    LegCounters(LoopCounters loop, int csrc) {
        this.loop = loop;
        this.csrc = csrc;
        set(Figure.LEVEL_DBOV, -127);
    }

    void dropped(DropReason reason) {
        set(Figure.DROPPED, get(Figure.DROPPED) + 1);
        loop.count(reason);
    }

    void received(long packets) {
        loop.count(Counter.PACKETS_RECEIVED, packets - get(Figure.RECEIVED));
        set(Figure.RECEIVED, packets);
    }

    /** A late packet takes its loss back here; the loop's counter only grows. */
    void lost(long packets) {
        if (packets > mostLost) {
            loop.count(Counter.PACKETS_LOST, packets - mostLost);
            mostLost = packets;
        }
        set(Figure.LOST, packets);
    }

    void concealed(long frames) {
        loop.count(Counter.FRAMES_CONCEALED, frames - get(Figure.CONCEALED));
        set(Figure.CONCEALED, frames);
    }

    void heard(long jitterMicros, int delayMillis, int levelDbov) {
        set(Figure.JITTER_MICROS, jitterMicros);
        set(Figure.DELAY_MILLIS, delayMillis);
        set(Figure.LEVEL_DBOV, levelDbov);
    }

    void gain(double db) {
        long tenths = Math.round(10 * db);
        // Of most legs it stays as it is.
        if (tenths != get(Figure.GAIN_TENTHS_OF_A_DB)) {
            set(Figure.GAIN_TENTHS_OF_A_DB, tenths);
        }
    }

    void speaking(boolean heardByRoom) {
        set(Figure.SPEAKING, heardByRoom ? 1 : 0);
    }

    void sent(boolean gone) {
        if (gone) {
            loop.count(Counter.PACKETS_SENT, 1);
            set(Figure.SENT, get(Figure.SENT) + 1);
        } else {
            loop.count(Counter.PACKETS_UNSENT, 1);
        }
    }

    int csrc() {
        return csrc;
    }

    int levelDbov() {
        return (int) get(Figure.LEVEL_DBOV);
    }

    boolean speaking() {
        return get(Figure.SPEAKING) != 0;
    }

    void encoded() {
        loop.count(Counter.ENCODES, 1);
    }

    void rtcpReceived() {
        loop.count(Counter.RTCP_RECEIVED, 1);
    }

    void rtcpSent() {
        loop.count(Counter.RTCP_SENT, 1);
    }

    PhoneMediaStats snapshot() {
        return new PhoneMediaStats(
                csrc,
                get(Figure.SPEAKING) != 0,
                get(Figure.RECEIVED),
                get(Figure.LOST),
                get(Figure.DROPPED),
                get(Figure.CONCEALED),
                get(Figure.JITTER_MICROS),
                (int) get(Figure.DELAY_MILLIS),
                (int) get(Figure.LEVEL_DBOV),
                get(Figure.GAIN_TENTHS_OF_A_DB) / 10.0,
                get(Figure.SENT));
    }

    private void set(Figure figure, long value) {
        figures.setOpaque(figure.ordinal(), value);
    }

    private long get(Figure figure) {
        return figures.getOpaque(figure.ordinal());
    }
}
