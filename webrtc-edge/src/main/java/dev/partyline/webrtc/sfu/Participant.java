package dev.partyline.webrtc.sfu;

/** Somebody who may be given slots, as the allocation sees him. */
interface Participant {
    long NEVER = Long.MIN_VALUE;

    /** Whether his voice is forwarded as a stream of its own. */
    boolean hasVoice();

    /** Whether video comes from him. */
    boolean hasVideo();

    boolean speaking();

    /** How loud, while he speaks: -127 to 0. */
    int levelDbov();

    /** When he spoke last, or {@link #NEVER}. */
    long lastSpokeNanos();
}
