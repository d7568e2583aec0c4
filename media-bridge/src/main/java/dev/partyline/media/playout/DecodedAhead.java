package dev.partyline.media.playout;

import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.PacketDecoder;
import java.util.Arrays;

/**
 * Decoded samples from the one to be played on, as far ahead as was asked for. Packets are decoded in order and once.
 * What is silent by its own account is not decoded; the last such packet is kept, to warm the decoder with when there
 * is something to hear again.
 */
final class DecodedAhead {
    private final int ramp;
    private final int step;
    private final int mostRecovered;
    private final PacketDecoder decoder;
    private final WaitingPackets packets;
    private final WaitingPackets.Packet hushed = new WaitingPackets.Packet();
    private final short[] samples = new short[4 * OpusFrames.MAX_SAMPLES];
    private final short[] work = new short[OpusFrames.MAX_SAMPLES];
    private final short[] madeUp = new short[OpusFrames.MAX_SAMPLES];
    private long start;
    private int count;
    private int madeUpFrom;
    private int madeUpTo;
    private boolean silent = true;
    private boolean keepsHushed;
    private boolean discontinuous;
    private long lastSequence;
    private long audibleEnd = Long.MIN_VALUE;

    DecodedAhead(PacketDecoder decoder, WaitingPackets packets) {
        ramp = decoder.sampleRate() / 200;
        step = decoder.sampleRate() / 400;
        mostRecovered = 48 * step;
        this.decoder = decoder;
        this.packets = packets;
    }

    /** Sees to it that these samples are decoded; their packets are there. */
    void fill(long from, int length) {
        discardBefore(from);
        while (count < length) {
            long place = start + count;
            WaitingPackets.Packet packet = packets.holding(place);
            if (packet == null) {
                append(0, makeUp(Math.ceilDiv(length - count, step) * step));
            } else {
                int decoded = decode(packet);
                int before = Math.clamp(place - packet.at, 0, decoded);
                append(before, decoded - before);
                packets.done(packet);
                if (decoded == before) {
                    append(0, makeUp(step));
                }
            }
        }
    }

    /**
     * Passes over samples that are silent by their packets' own account, as {@link #fill} would, without making them.
     *
     * @return false, and nothing is changed, where there is anything else among them
     */
    boolean passSilence(long from, int length) {
        long decoded = Math.max(from, start + count);
        if (!silent || from < audibleEnd || from < start || !onlySilent(decoded, from + length)) {
            return false;
        }
        long place = decoded;
        for (var packet = packets.holding(place);
                packet != null && place < from + length;
                packet = packets.holding(place)) {
            lastSequence = packet.sequence;
            discontinuous = decoder.isDiscontinuous(packet.length);
            place = packet.end();
            hushed.exchange(packet);
            keepsHushed = true;
            packets.done(packet);
        }
        start = from + length;
        count = (int) (place - start);
        Arrays.fill(samples, 0, count, (short) 0);
        return true;
    }

    private boolean onlySilent(long from, long end) {
        long place = from;
        while (place < end) {
            WaitingPackets.Packet packet = packets.holding(place);
            if (packet == null || !packet.silent) {
                return false;
            }
            place = packet.end();
        }
        return true;
    }

    private void discardBefore(long from) {
        long gone = from - start;
        if (gone < 0 || gone >= count) {
            count = 0;
        } else if (gone > 0) {
            System.arraycopy(samples, (int) gone, samples, 0, count - (int) gone);
            count -= (int) gone;
        }
        start = from;
    }

    private void append(int from, int length) {
        System.arraycopy(work, from, samples, count, length);
        count += length;
    }

    private int decode(WaitingPackets.Packet packet) {
        boolean follows = packet.sequence == lastSequence + 1;
        lastSequence = packet.sequence;
        discontinuous = decoder.isDiscontinuous(packet.length);
        if (packet.silent && silent) {
            Arrays.fill(work, 0, packet.samples, (short) 0);
            hushed.exchange(packet);
            keepsHushed = true;
            return hushed.samples;
        }
        if (keepsHushed && follows) {
            decoder.decode(hushed.bytes, hushed.length, work);
        }
        keepsHushed = false;
        int decoded = decoder.decode(packet.bytes, packet.length, work);
        if (decoded <= 0) {
            return makeUp(packet.samples);
        }
        if (packet.silent) {
            ramp(decoded, false);
        } else if (silent) {
            ramp(ramp, true);
        }
        silent = packet.silent;
        audibleEnd = packet.at + decoded;
        return decoded;
    }

    private void ramp(int length, boolean up) {
        for (int i = 0; i < Math.min(length, work.length); i++) {
            work[i] = (short) (work[i] * (up ? i : length - 1 - i) / length);
        }
    }

    private int makeUp(int length) {
        int made = decoder.conceal(length, work);
        if (made != length) {
            Arrays.fill(work, 0, length, (short) 0);
        }
        return length;
    }

    /**
     * Has the samples before a packet recovered from what that one says of them.
     *
     * @return false where there is nothing to recover them from, or nothing was lost
     */
    boolean recover(long from, int length) {
        if (from >= start && from + length <= start + count) {
            return true;
        }
        WaitingPackets.Packet next = packets.after(from);
        if (next == null || next.silent || next.sequence == lastSequence + 1) {
            return false;
        }
        long gap = next.at - from;
        if (gap < length || gap > mostRecovered || gap % step != 0) {
            return false;
        }
        if (decoder.decodeFec(next.bytes, next.length, (int) gap, work) != gap) {
            return false;
        }
        start = from;
        count = 0;
        append(0, (int) gap);
        silent = false;
        keepsHushed = false;
        audibleEnd = next.at;
        return true;
    }

    /** Copies decoded samples. */
    void read(long from, short[] out, int offset, int length) {
        System.arraycopy(samples, (int) (from - start), out, offset, length);
    }

    /** Makes up samples that have no place of their own. */
    void conceal(short[] out, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (madeUpFrom == madeUpTo) {
                int wanted = Math.min(Math.ceilDiv(length - done, step) * step, madeUp.length);
                makeUp(wanted);
                System.arraycopy(work, 0, madeUp, 0, wanted);
                madeUpFrom = 0;
                madeUpTo = wanted;
            }
            int taken = Math.min(length - done, madeUpTo - madeUpFrom);
            System.arraycopy(madeUp, madeUpFrom, out, offset + done, taken);
            madeUpFrom += taken;
            done += taken;
        }
    }

    /** Ends a run of {@link #conceal}; whether some made-up samples are not played, so that the next do not follow. */
    boolean endConcealing() {
        boolean left = madeUpFrom < madeUpTo;
        madeUpFrom = 0;
        madeUpTo = 0;
        return left;
    }

    /** Whether from this place on there is nothing audible in what was decoded. */
    boolean silentFrom(long place) {
        return place >= audibleEnd;
    }

    /** Whether the far end said that it sends nothing for a while (RFC 7587 section 3.1.3). */
    boolean discontinuous() {
        return discontinuous;
    }

    /** Another stream follows. */
    void reset() {
        decoder.reset();
        count = 0;
        endConcealing();
        silent = true;
        keepsHushed = false;
        discontinuous = false;
        audibleEnd = Long.MIN_VALUE;
    }
}
