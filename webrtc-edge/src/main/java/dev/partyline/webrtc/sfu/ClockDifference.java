package dev.partyline.webrtc.sfu;

/**
 * How far a browser's wall clock is from ours. Taken from its first sender report and kept, so that its voice and its
 * video are moved by the same; taken anew where the clock was set.
 */
final class ClockDifference {
    // A second, as NTP counts.
    private static final long SET_UNITS = 1L << 32;

    private boolean known;
    private long ntpUnits;

    /** A sender report said {@code there} when it was {@code here}. */
    void heard(long there, long here) {
        long now = here - there;
        if (!known || Math.abs(now - ntpUnits) > SET_UNITS) {
            known = true;
            ntpUnits = now;
        }
    }

    /** Ours less theirs. */
    long ntpUnits() {
        return ntpUnits;
    }
}
