package dev.partyline.media.playout;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.codec.LossConcealer;
import dev.partyline.media.codec.Pitch;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the packets of one G.711 leg to one frame of 20 ms a tick: payload to samples, samples into the jitter buffer,
 * out again at the tick, stretched where the delay is to change and made up where nothing came.
 */
public final class PhonePlayout implements LegPlayout {
    /** Samples of a frame: 20 ms at 8 kHz. */
    public static final int FRAME_SAMPLES = 160;

    // 120 ms; phones send 10 to 60.
    private static final int MOST_SAMPLES = 960;

    private static final int SAMPLE_RATE = 8000;

    private final SampleRing ring = new SampleRing();
    private final JitterBuffer buffer;
    private final PlayedLast playedLast = new PlayedLast(ring);
    private final TimeStretch stretch = new TimeStretch();
    private final short[] known = new short[LossConcealer.MOST_KNOWN];
    private long framesStretched;

    public PhonePlayout(JitterBuffer.Settings settings) {
        buffer = new JitterBuffer(settings, SAMPLE_RATE, ring);
    }

    /** What the next packets carry. */
    public void codec(PhoneStream.Codec codec) {
        ring.codec(codec);
    }

    /**
     * Takes a packet that {@code ReceiveStream} accepted, or says why not.
     *
     * @param extendedSequence of that stream
     * @param nowNanos of the tick that found it
     */
    @Override
    public @Nullable DropReason insert(RtpPacket packet, long extendedSequence, long nowNanos) {
        if (packet.payloadType() != ring.codec().payloadType()) {
            return DropReason.UNKNOWN_PAYLOAD_TYPE;
        }
        int samples = packet.payloadLength();
        if (samples == 0) {
            return DropReason.MALFORMED;
        }
        if (samples > MOST_SAMPLES) {
            return DropReason.OVERSIZED;
        }
        DropReason refused = buffer.insert(samples, packet.timestamp(), packet.marker(), extendedSequence, nowNanos);
        if (refused == null) {
            int tooLate = (int) Math.max(0, buffer.cursor() - buffer.insertedAt());
            long at = buffer.insertedAt() + tooLate;
            playedLast.beforePut(at, samples - tooLate);
            ring.put(packet.buffer(), packet.payloadOffset() + tooLate, samples - tooLate, at);
        }
        return refused;
    }

    /**
     * Fills the frame of this tick; to be called once every 20 ms, after the tick's packets were inserted. Ticks that
     * were left out show in {@code nowNanos}: their audio is passed over.
     */
    @Override
    public Playout next(short[] frame160, long nowNanos) {
        if (buffer.tick(nowNanos)) {
            playedLast.splice();
        }
        if (buffer.idle()) {
            buffer.passSilence();
            return fallSilent(frame160);
        }
        if (stretched(frame160)) {
            return Playout.FRAME;
        }
        boolean quiet = playedLast.muted();
        boolean whole = true;
        int done = 0;
        while (done < FRAME_SAMPLES) {
            int there = buffer.available(FRAME_SAMPLES - done);
            if (there > 0) {
                ring.read(buffer.cursor(), frame160, done, there);
                buffer.played(there, there);
                playedLast.follows(frame160, done, there, buffer.cursor());
                quiet = false;
                done += there;
            } else {
                int missing = buffer.missing(FRAME_SAMPLES - done);
                if (missing > 0) {
                    lookBehindGap(missing);
                    playedLast.conceal(frame160, done, missing);
                    whole = false;
                    done += missing;
                }
            }
        }
        if (whole) {
            return Playout.FRAME;
        }
        if (quiet) {
            return Playout.SILENCE;
        }
        buffer.concealed();
        return Playout.CONCEALED;
    }

    private void lookBehindGap(int missing) {
        int gap = buffer.gap();
        if (gap >= 0) {
            int count = ring.present(buffer.cursor() + gap, known.length);
            ring.read(buffer.cursor() + gap, known, 0, count);
            playedLast.approach(missing + gap, known, count);
        }
    }

    private Playout fallSilent(short[] frame160) {
        if (playedLast.muted()) {
            Arrays.fill(frame160, 0, FRAME_SAMPLES, (short) 0);
            return Playout.SILENCE;
        }
        playedLast.conceal(frame160, 0, FRAME_SAMPLES);
        buffer.concealed();
        return Playout.CONCEALED;
    }

    private boolean stretched(short[] frame160) {
        int excess = buffer.excess();
        // A little too long is no harm; any shorter than it has to be, and a packet that slips by a tick leaves a hole.
        boolean enough = excess >= 0 && excess < Pitch.MIN_LAG;
        if (enough || playedLast.madeUp() || !stretch.ready()) {
            return false;
        }
        int lag = 0;
        int lookAhead = stretch.lookAhead(excess);
        if (excess > 0 && buffer.available(lookAhead) == lookAhead) {
            ring.read(buffer.cursor(), stretch.scratch(), stretch.lookFrom(excess), lookAhead);
            lag = stretch.shrink(excess, frame160);
            if (lag > 0) {
                buffer.played(FRAME_SAMPLES + lag, FRAME_SAMPLES);
            }
        } else if (excess < 0 && buffer.available(FRAME_SAMPLES) == FRAME_SAMPLES) {
            playedLast.copy(Pitch.MAX_LAG, stretch.scratch());
            ring.read(buffer.cursor(), stretch.scratch(), Pitch.MAX_LAG, FRAME_SAMPLES);
            lag = stretch.grow(Math.max(-excess, Pitch.MIN_LAG), frame160);
            if (lag > 0) {
                buffer.played(FRAME_SAMPLES - lag, FRAME_SAMPLES);
            }
        }
        if (lag > 0) {
            framesStretched++;
            playedLast.add(frame160, 0, FRAME_SAMPLES);
        }
        return lag > 0;
    }

    @Override
    public void passed(long extendedSequence) {
        buffer.passed(extendedSequence);
    }

    @Override
    public void looked(boolean early) {
        buffer.looked(early);
    }

    /** From the arrival of the soonest packets to their playout. */
    @Override
    public int delayMillis() {
        return buffer.delayMillis();
    }

    /** Frames of which at least a part was made up. */
    @Override
    public long framesConcealed() {
        return buffer.framesConcealed();
    }

    /** Frames in which time was stretched or shrunk. */
    @Override
    public long framesStretched() {
        return framesStretched;
    }

    /** How often nothing was there to be played, and what came then had only been late. */
    @Override
    public long underruns() {
        return buffer.underruns();
    }

    /** Starts anew with the next packet: another source, or the end of a hold. */
    @Override
    public void reset() {
        buffer.reset();
    }

    @Override
    public void close() {}
}
