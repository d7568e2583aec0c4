package dev.partyline.media.playout;

import dev.partyline.media.codec.PacketDecoder;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the packets of one stream, each of which is decoded as a whole after the one before it (Opus, G.722), to one frame
 * of 20 ms a tick; the counterpart of {@link PhonePlayout}.
 * Packets wait undecoded, because a decoder wants them in order; a lost one is recovered from the next, or made up.
 * G.722 wants the same at 16 kHz, and gets it here.
 */
public final class PacketPlayout implements LegPlayout {
    /** Samples of a frame of Opus: 20 ms at 48 kHz. */
    public static final int FRAME_SAMPLES = 960;

    /** A level that nobody can hear (RFC 6464); the noise of a quiet room is a little above it. */
    static final int SILENT_DBOV = -65;

    // 1.3 seconds at 48 kHz.
    private static final int RING_SAMPLES = 1 << 16;
    private static final int LEVEL_UNKNOWN = 1;
    // Then all that is remembered of what was played is silence too.
    private static final int STILL_TICKS = 5;

    private final JitterBuffer buffer;
    private final WaitingPackets packets = new WaitingPackets();
    private final TimeStretch stretch;
    private final Seam seam;
    private final PacketDecoder decoder;
    private final DecodedAhead ahead;
    private final int frameSamples;
    private int spurts;
    private int silentTicks;
    private long framesStretched;

    /** Owns the decoder from now on. */
    public PacketPlayout(JitterBuffer.Settings settings, PacketDecoder decoder) {
        int sampleRate = decoder.sampleRate();
        buffer = new JitterBuffer(settings, sampleRate, new PresenceRing(RING_SAMPLES));
        stretch = new TimeStretch(sampleRate / 8000);
        seam = new Seam(stretch.history(), sampleRate);
        frameSamples = sampleRate / 50;
        this.decoder = decoder;
        ahead = new DecodedAhead(decoder, packets);
    }

    @Override
    public @Nullable DropReason insert(RtpPacket packet, long extendedSequence, long nowNanos) {
        return insert(packet, extendedSequence, LEVEL_UNKNOWN, nowNanos);
    }

    /**
     * Takes a packet that {@code ReceiveStream} accepted, or says why not.
     *
     * @param extendedSequence of that stream
     * @param levelDbov as the packet says (RFC 6464), -127 to 0; 1 where it does not
     * @param nowNanos of the tick that found it
     */
    public @Nullable DropReason insert(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos) {
        int length = packet.payloadLength();
        if (length > WaitingPackets.LONGEST) {
            return DropReason.OVERSIZED;
        }
        WaitingPackets.Packet room = packets.free();
        if (room == null) {
            return DropReason.FLOODED;
        }
        packet.buffer().get(packet.payloadOffset(), room.bytes, 0, length);
        int samples = decoder.samples(room.bytes, length);
        if (samples < 0) {
            return DropReason.MALFORMED;
        }
        // The 32 bits of the wire, in samples: what is lost above them is no more than a wrap.
        int timestamp = packet.timestamp() * decoder.samplesAUnit();
        // With DTX any timestamp may follow, marker or not, so a sequence without a gap explains it.
        DropReason refused = buffer.insert(samples, timestamp, true, extendedSequence, true, nowNanos);
        if (buffer.spurts() != spurts) {
            spurts = buffer.spurts();
            packets.clear();
        }
        if (refused != null) {
            return refused;
        }
        room.length = length;
        room.samples = samples;
        room.sequence = extendedSequence;
        room.silent = levelDbov != LEVEL_UNKNOWN && levelDbov <= SILENT_DBOV;
        packets.add(room, buffer.insertedAt());
        return null;
    }

    /**
     * Fills the frame of this tick; to be called once every 20 ms, after the tick's packets were inserted. Ticks that
     * were left out show in {@code nowNanos}: their audio is passed over. In a silence that lasts the frame is left as it is.
     */
    @Override
    public Playout next(short[] frame, long nowNanos) {
        if (buffer.tick(nowNanos)) {
            seam.splice();
        }
        packets.discardBefore(buffer.cursor());
        if (buffer.idle()) {
            buffer.passSilence();
            return fallSilent(frame);
        }
        long from = buffer.cursor();
        if (stretched(frame)) {
            silentTicks = 0;
            return ahead.silentFrom(from) ? Playout.SILENCE : Playout.FRAME;
        }
        if (passesSilence()) {
            return Playout.SILENCE;
        }
        boolean quiet = seam.muted();
        boolean whole = true;
        int done = 0;
        while (done < frameSamples) {
            int there = buffer.available(frameSamples - done);
            if (there > 0) {
                play(frame, done, there);
                quiet &= ahead.silentFrom(from);
                done += there;
            } else {
                int missing = makeUp(frame, done);
                whole &= missing == 0;
                done += missing;
            }
        }
        return result(frame, whole, quiet || (whole && ahead.silentFrom(from) && !seam.leaning()));
    }

    /** Most who are in a room are silent nearly always: once all is still, their frames are neither made nor looked at. */
    private boolean passesSilence() {
        if (silentTicks < STILL_TICKS
                || seam.active()
                || buffer.available(frameSamples) < frameSamples
                || !ahead.passSilence(buffer.cursor(), frameSamples)) {
            return false;
        }
        buffer.played(frameSamples, frameSamples);
        return true;
    }

    private Playout result(short[] frame, boolean whole, boolean quiet) {
        silentTicks = quiet ? silentTicks + 1 : 0;
        if (quiet) {
            // What little a fade left of it is as good as nothing, and nothing is what the mix is told.
            Arrays.fill(frame, 0, frameSamples, (short) 0);
            return Playout.SILENCE;
        }
        if (whole || ahead.discontinuous()) {
            return Playout.FRAME;
        }
        buffer.concealed();
        return Playout.CONCEALED;
    }

    private void play(short[] frame, int offset, int length) {
        if (ahead.endConcealing()) {
            seam.splice();
        }
        ahead.fill(buffer.cursor(), length);
        ahead.read(buffer.cursor(), frame, offset, length);
        buffer.played(length, length);
        seam.good(frame, offset, length);
    }

    private int makeUp(short[] frame, int offset) {
        long before = buffer.cursor();
        int missing = buffer.missing(frameSamples - offset);
        if (missing == 0) {
            return 0;
        }
        long lost = buffer.cursor() - missing;
        if (!seam.muted() && buffer.cursor() > before && ahead.recover(lost, missing)) {
            if (ahead.endConcealing()) {
                seam.splice();
            }
            ahead.read(lost, frame, offset, missing);
            seam.good(frame, offset, missing);
        } else {
            conceal(frame, offset, missing);
        }
        return missing;
    }

    private void conceal(short[] frame, int offset, int length) {
        if (seam.muted()) {
            Arrays.fill(frame, offset, offset + length, (short) 0);
        } else {
            ahead.conceal(frame, offset, length);
        }
        seam.madeUp(frame, offset, length);
    }

    private Playout fallSilent(short[] frame) {
        boolean quiet = seam.muted();
        conceal(frame, 0, frameSamples);
        return result(frame, false, quiet);
    }

    private boolean stretched(short[] frame) {
        int excess = buffer.excess();
        boolean enough = excess >= 0 && excess < stretch.shortest();
        if (enough || seam.active() || !stretch.ready()) {
            return false;
        }
        long cursor = buffer.cursor();
        int lag = 0;
        int lookAhead = stretch.lookAhead(excess);
        if (excess > 0 && buffer.available(lookAhead) == lookAhead) {
            ahead.fill(cursor, lookAhead);
            ahead.read(cursor, stretch.scratch(), stretch.lookFrom(excess), lookAhead);
            lag = stretch.shrink(excess, frame);
            if (lag > 0) {
                buffer.played(frameSamples + lag, frameSamples);
            }
        } else if (excess < 0 && buffer.available(frameSamples) == frameSamples) {
            ahead.fill(cursor, frameSamples);
            seam.copyLast(stretch.scratch());
            ahead.read(cursor, stretch.scratch(), stretch.history(), frameSamples);
            lag = stretch.grow(Math.max(-excess, stretch.shortest()), frame);
            if (lag > 0) {
                buffer.played(frameSamples - lag, frameSamples);
            }
        }
        if (lag > 0) {
            framesStretched++;
            seam.remember(frame, 0, frameSamples);
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

    /** Frames of which at least a part was recovered or made up. */
    @Override
    public long framesConcealed() {
        return buffer.framesConcealed();
    }

    @Override
    public long framesStretched() {
        return framesStretched;
    }

    @Override
    public long underruns() {
        return buffer.underruns();
    }

    /** Starts anew with the next packet: another source. */
    @Override
    public void reset() {
        buffer.reset();
        packets.clear();
        ahead.reset();
        seam.splice();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
