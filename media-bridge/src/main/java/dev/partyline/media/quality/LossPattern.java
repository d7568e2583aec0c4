package dev.partyline.media.quality;

/**
 * Which packets of a stream were missed, and in how many bursts, by their numbers. A packet is judged when
 * {@value #WINDOW} later ones have come, so what only came out of order is not missed.
 */
public final class LossPattern {
    static final int WINDOW = 64;
    /** More at once is no loss but another count. */
    static final int LONGEST_GAP = 3_000;

    private boolean any;
    private long newest;
    /** Bit n tells of the packet n before the newest. */
    private long came;

    private int inWindow;
    private boolean inBurst;
    private long packets;
    private long lost;
    private long bursts;

    /** @param extendedSequence of a packet that came in time to be played */
    public void heard(long extendedSequence) {
        long ahead = extendedSequence - newest;
        if (!any || ahead > LONGEST_GAP || ahead < -LONGEST_GAP) {
            any = true;
            newest = extendedSequence;
            came = 1;
            inWindow = 1;
            inBurst = false;
        } else if (ahead > 0) {
            for (int i = 0; i < ahead; i++) {
                moveOn();
            }
            newest = extendedSequence;
            came |= 1;
        } else if (-ahead < inWindow) {
            came |= 1L << -ahead;
        }
    }

    private void moveOn() {
        if (inWindow < WINDOW) {
            inWindow++;
        } else {
            boolean missed = came >= 0;
            packets++;
            lost += missed ? 1 : 0;
            bursts += missed && !inBurst ? 1 : 0;
            inBurst = missed;
        }
        came <<= 1;
    }

    /** Packets judged, missed ones among them. */
    public long packets() {
        return packets;
    }

    public long lost() {
        return lost;
    }

    /** Runs of missed packets. */
    public long bursts() {
        return bursts;
    }

    /**
     * BurstR of ITU-T G.107 section 7.5: the mean length of the bursts over what it would be if each packet were lost
     * by itself, {@code 1 / (1 - share)}.
     *
     * @return 1 to 8; more is no pattern but a pause in which nobody hears anything
     */
    public static double burstRatio(long packets, long lost, long bursts) {
        if (lost <= 0 || packets <= 0) {
            return 1;
        }
        double share = Math.min(1, (double) lost / packets);
        return Math.clamp((double) lost / Math.max(1, bursts) * (1 - share), 1, 8);
    }
}
