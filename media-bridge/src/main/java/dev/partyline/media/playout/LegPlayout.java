package dev.partyline.media.playout;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** From the packets of one leg to one frame of 20 ms a tick, at the rate of its codec. */
public interface LegPlayout extends AutoCloseable {
    /**
     * Takes a packet that {@code ReceiveStream} accepted, or says why not.
     *
     * @param extendedSequence of that stream
     * @param nowNanos of the tick that found it
     */
    @Nullable
    DropReason insert(RtpPacket packet, long extendedSequence, long nowNanos);

    /** A packet of the same stream came that carries no sound: comfort noise, or a key. */
    void passed(long extendedSequence);

    /** Fills the frame of this tick; to be called once every 20 ms, after the tick's packets were inserted. */
    Playout next(short[] frame, long nowNanos);

    /**
     * Somebody looked shortly before a tick what had come already, and the tick found more, or not.
     *
     * @param early whether the packets of this tick had come by then
     */
    void looked(boolean early);

    /** From the arrival of the soonest packets to their playout. */
    int delayMillis();

    /** Frames of which at least a part was made up. */
    long framesConcealed();

    /** Frames in which time was stretched or shrunk. */
    long framesStretched();

    /** How often nothing was there and what came then had only been late. */
    long underruns();

    /** Starts anew with the next packet: another source, or the end of a hold. */
    void reset();

    @Override
    void close();
}
