package dev.partyline.webrtc.sfu;

/** Whether somebody speaks, from the levels his packets carry (RFC 6464): a cough is no speech, a breath no pause. */
final class SpeechActivity {
    private static final int SPEECH_DBOV = -50;
    private static final long HANGOVER_NANOS = 500_000_000L;
    private static final int QUIETEST = -127;
    // Of 20 ms packets: about 100 ms to rise and as much to fall.
    private static final double SMOOTHING = 0.2;

    private double smoothedDbov = QUIETEST;
    private long lastSpokeNanos = Participant.NEVER;
    private boolean silenced;
    private boolean speaking;

    /** @param levelDbov -127 to 0, of one packet of 20 ms */
    void heard(int levelDbov, long nowNanos) {
        smoothedDbov += SMOOTHING * (levelDbov - smoothedDbov);
        if (smoothedDbov >= SPEECH_DBOV) {
            lastSpokeNanos = nowNanos;
            silenced = false;
        }
    }

    /** Brings the state up to now; true where it has changed. */
    boolean update(long nowNanos) {
        boolean before = speaking;
        speaking = !silenced && lastSpokeNanos != Participant.NEVER && nowNanos - lastSpokeNanos < HANGOVER_NANOS;
        if (!speaking && before) {
            smoothedDbov = QUIETEST;
        }
        return before != speaking;
    }

    /** He was muted: from now on he does not speak, whatever he just said. */
    void silence() {
        smoothedDbov = QUIETEST;
        silenced = true;
    }

    boolean speaking() {
        return speaking;
    }

    int levelDbov() {
        return (int) smoothedDbov;
    }

    long lastSpokeNanos() {
        return lastSpokeNanos;
    }
}
