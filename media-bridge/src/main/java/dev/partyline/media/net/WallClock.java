package dev.partyline.media.net;

import dev.partyline.media.room.NtpClock;
import dev.partyline.media.rtp.Rtcp;

/** The system's wall clock as NTP time. */
public final class WallClock implements NtpClock {
    @Override
    public long ntpTimestamp() {
        long millis = System.currentTimeMillis();
        return Rtcp.ntpTimestamp(Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000);
    }
}
