package dev.partyline.media.room;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.Rtcp;
import dev.partyline.media.rtp.RtcpReader;
import dev.partyline.media.rtp.RtcpSchedule;
import dev.partyline.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** RTCP of one leg, both ways (RFC 3550 section 6). What comes changes counters and nothing else. */
final class RtcpExchange {
    private static final int MOST_READ = 8;
    private static final long MICROS_A_SECOND = 1_000_000;

    private final LegCounters counters;
    private final NtpClock ntpClock;
    private final RtcpReader heard = new RtcpReader();
    private final RtcpSchedule schedule;
    private final byte[] cname;
    private int clockRate = 8000;
    private long packetsAtReport;
    private long packetsAtReportBefore;

    RtcpExchange(LegCounters counters, NtpClock ntpClock, RandomGenerator random, long nowNanos) {
        this.counters = counters;
        this.ntpClock = ntpClock;
        schedule = new RtcpSchedule(random, nowNanos);
        // RFC 7022 section 4.2: random, so that it tells nothing.
        cname = Long.toUnsignedString(random.nextLong(), 36).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param unitsASecond of the timestamps that the leg sends */
    void clockRate(int unitsASecond) {
        clockRate = unitsASecond;
    }

    /** @return whether the far end was heard */
    boolean receive(PhoneTransport transport, ByteBuffer in, int ownSsrc, long nowNanos) {
        boolean any = false;
        for (int read = 0; read < MOST_READ; read++) {
            in.clear();
            if (transport.receiveRtcp(in) < 0) {
                break;
            }
            in.flip();
            if (heard.parse(in, ownSsrc, nowNanos)) {
                counters.rtcpReceived();
                any = true;
                if (heard.takeReportAboutUs()) {
                    counters.reported(heard.fractionLost(), heard.jitterUnits() * MICROS_A_SECOND / clockRate);
                    long roundTrip = heard.roundTripMicros(ntpClock.ntpTimestamp());
                    if (roundTrip >= 0) {
                        counters.roundTrip(roundTrip);
                    }
                }
            } else {
                counters.dropped(DropReason.MALFORMED);
            }
        }
        return any;
    }

    void reportWhenDue(
            PhoneTransport transport, ByteBuffer out, SendStream send, ReceiveStream receive, long nowNanos) {
        if (!schedule.due(nowNanos)) {
            return;
        }
        out.clear();
        Rtcp.writeReport(out, sending(send), send, receive, heard, cname, ntpClock.ntpTimestamp(), nowNanos);
        out.flip();
        packetsAtReportBefore = packetsAtReport;
        packetsAtReport = send.packetsSent();
        if (transport.sendRtcp(out)) {
            counters.rtcpSent();
        }
    }

    void bye(PhoneTransport transport, ByteBuffer out, SendStream send, ReceiveStream receive, long nowNanos) {
        out.clear();
        Rtcp.writeBye(out, sending(send), send, receive, heard, cname, ntpClock.ntpTimestamp(), nowNanos);
        out.flip();
        if (transport.sendRtcp(out)) {
            counters.rtcpSent();
        }
    }

    /** RFC 3550 section 6.4: a sender is who sent since the last report but one. */
    private boolean sending(SendStream send) {
        return send.packetsSent() > packetsAtReportBefore;
    }
}
