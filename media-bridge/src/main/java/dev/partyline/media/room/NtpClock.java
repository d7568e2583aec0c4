package dev.partyline.media.room;

/** Wall-clock time for sender reports (RFC 3550 section 6.4.1), read where clocks are read. */
public interface NtpClock {
    /** The 64-bit NTP timestamp of now. */
    long ntpTimestamp();
}
