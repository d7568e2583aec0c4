package dev.partyline.media.room;

import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.media.PhoneQuality.Direction;
import dev.partyline.media.quality.LossPattern;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.rtp.DropReason;
import java.util.concurrent.atomic.AtomicLongArray;

/** One leg's figures, written by its loop and counted into the loop's; read by anybody, a tick old at most. */
@SuppressWarnings("EnumOrdinal")
final class LegCounters {
    /** First those that every tick looks at, side by side. */
    private enum Figure {
        RECEIVED,
        LOST,
        CONCEALED,
        STRETCHED,
        UNDERRUNS,
        SENT,
        JITTER_MICROS,
        DELAY_MILLIS,
        LEVEL_DBOV,
        SPEAKING,
        GAIN_TENTHS_OF_A_DB,
        DROPPED,
        LOSS_MILLIONTHS,
        BURST_THOUSANDTHS,
        ROUND_TRIP_MICROS,
        FAR_LOSS_MILLIONTHS,
        FAR_JITTER_MICROS
    }

    private static final long UNKNOWN = -1;

    private LoopCounters loop;
    private final int csrc;
    private final AtomicLongArray figures = new AtomicLongArray(Figure.values().length);
    private long mostLost;

    /** @param csrc the leg's name among contributors */
    LegCounters(LoopCounters loop, int csrc) {
        this.loop = loop;
        this.csrc = csrc;
        set(Figure.LEVEL_DBOV, -127);
        set(Figure.LOSS_MILLIONTHS, UNKNOWN);
        set(Figure.ROUND_TRIP_MICROS, UNKNOWN);
        set(Figure.FAR_LOSS_MILLIONTHS, UNKNOWN);
    }

    /** From now on another loop writes them, and its own with them. */
    void countInto(LoopCounters other) {
        loop = other;
    }

    void dropped(DropReason reason) {
        set(Figure.DROPPED, get(Figure.DROPPED) + 1);
        loop.count(reason);
    }

    void received(long packets) {
        grow(Figure.RECEIVED, packets, Counter.PACKETS_RECEIVED);
    }

    private void grow(Figure figure, long to, Counter ofTheLoop) {
        long more = to - get(figure);
        if (more != 0) {
            loop.count(ofTheLoop, more);
            set(figure, to);
        }
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
        grow(Figure.CONCEALED, frames, Counter.FRAMES_CONCEALED);
    }

    void stretched(long frames) {
        grow(Figure.STRETCHED, frames, Counter.FRAMES_STRETCHED);
    }

    void underruns(long times) {
        grow(Figure.UNDERRUNS, times, Counter.UNDERRUNS);
    }

    /** Of the packets of some seconds, those that were not there to be played. */
    void missed(long packets, long lost, long bursts) {
        set(Figure.LOSS_MILLIONTHS, 1_000_000 * lost / packets);
        set(Figure.BURST_THOUSANDTHS, Math.round(1_000 * LossPattern.burstRatio(packets, lost, bursts)));
    }

    /** The far end has reported about what it is sent. */
    void reported(double lossShare, long jitterMicros) {
        set(Figure.FAR_JITTER_MICROS, jitterMicros);
        set(Figure.FAR_LOSS_MILLIONTHS, Math.round(1e6 * lossShare));
    }

    void roundTrip(long micros) {
        set(Figure.ROUND_TRIP_MICROS, micros);
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
                get(Figure.SENT),
                quality());
    }

    private PhoneQuality quality() {
        long roundTrip = get(Figure.ROUND_TRIP_MICROS);
        long loss = get(Figure.LOSS_MILLIONTHS);
        long farLoss = get(Figure.FAR_LOSS_MILLIONTHS);
        return new PhoneQuality(
                get(Figure.STRETCHED),
                get(Figure.UNDERRUNS),
                roundTrip,
                loss == UNKNOWN
                        ? Direction.UNKNOWN
                        : Rating.heard(
                                loss / 1e6,
                                get(Figure.BURST_THOUSANDTHS) / 1e3,
                                get(Figure.JITTER_MICROS),
                                (int) get(Figure.DELAY_MILLIS),
                                roundTrip),
                farLoss == UNKNOWN
                        ? Direction.UNKNOWN
                        : Rating.sent(farLoss / 1e6, get(Figure.FAR_JITTER_MICROS), roundTrip));
    }

    private void set(Figure figure, long value) {
        figures.setOpaque(figure.ordinal(), value);
    }

    private long get(Figure figure) {
        return figures.getOpaque(figure.ordinal());
    }
}
