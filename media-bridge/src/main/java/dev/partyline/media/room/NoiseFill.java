package dev.partyline.media.room;

import dev.partyline.media.mix.ComfortNoise;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.playout.Playout;

/**
 * Comfort noise of one leg (RFC 3389): from the packet that says how loud the far end's line hisses until it sends
 * audio again, the frames in which nothing came are noise of that level. Into it and out of it the sound goes over in
 * the course of a frame. The spectrum that a packet may tell besides is not used: the noise is white.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |0|   level     |   in -dBov, then reflection coefficients, a byte each
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class NoiseFill {
    private static final int LEVEL_BITS = 0x7f;

    private final ComfortNoise noise;
    private final short[] filling;
    private boolean told;
    private boolean ending;
    private boolean filled;
    private int levelDbov;

    /** @param frameSamples of 20 ms at the leg's rate */
    NoiseFill(long seed, int frameSamples) {
        noise = new ComfortNoise(seed);
        filling = new short[frameSamples];
    }

    /** A packet of comfort noise came; its first payload byte. */
    void told(int level) {
        levelDbov = -(level & LEVEL_BITS);
        told = true;
        ending = false;
    }

    /** A packet of audio came: when it is played, the noise is over. */
    void audio() {
        ending = true;
    }

    /**
     * Fills the frame of a tick where nothing of it came.
     *
     * @return whether all of the frame is noise, or fades to it
     */
    boolean fill(Playout played, short[] frame) {
        if (!told) {
            return false;
        }
        boolean fill = played != Playout.FRAME;
        if (fill || filled) {
            noise.fill(filling, levelDbov);
        }
        if (fill && filled) {
            System.arraycopy(filling, 0, frame, 0, frame.length);
        } else if (fill) {
            Fade.cross(frame, filling);
            System.arraycopy(filling, 0, frame, 0, frame.length);
        } else if (filled) {
            Fade.cross(filling, frame);
        }
        filled = fill;
        told = fill || !ending;
        return fill;
    }
}
