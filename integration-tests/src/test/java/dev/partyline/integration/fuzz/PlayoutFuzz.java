package dev.partyline.integration.fuzz;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.playout.JitterBuffer;
import dev.partyline.media.playout.PacketPlayout;
import dev.partyline.media.playout.PhonePlayout;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * Any packets at any times, over the whole way from datagram to frame, for G.711 and for Opus: the delay stays within
 * its bounds, and a frame comes out at each tick. Between two datagrams, a byte says how many ticks go by.
 */
public final class PlayoutFuzz {
    private static final long TICK_NANOS = 20_000_000L;
    private static final int MOST_TICKS = 400;
    // The greatest delay of the settings, and what is waited for beyond it.
    private static final int LONGEST_DELAY_MILLIS = 2_000;
    private static final OpusLibrary OPUS = OpusLibrary.load();

    private PlayoutFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        if (!input.hasRemaining()) {
            return;
        }
        if ((input.get() & 1) == 0) {
            phone(input);
        } else {
            browser(input);
        }
    }

    private static void phone(ByteBuffer input) {
        PhonePlayout playout = new PhonePlayout(JitterBuffer.Settings.PHONE);
        playout.codec(Codec.PCMU);
        ReceiveStream stream = new ReceiveStream(8_000);
        RtpPacket packet = new RtpPacket();
        short[] frame = new short[PhonePlayout.FRAME_SAMPLES];
        long nowNanos = 0;
        int ticks = 0;
        while (input.remaining() > 2 && ticks < MOST_TICKS) {
            int pass = input.get() & 0xff;
            if (packet.parse(Fuzz.nextDatagram(input)) && stream.accept(packet, nowNanos) == null) {
                if (stream.ssrcChanged()) {
                    playout.reset();
                }
                playout.insert(packet, stream.extendedSequence(), nowNanos);
            }
            // A late loop leaves ticks out.
            nowNanos += pass >= 250 ? (pass - 240) * TICK_NANOS : 0;
            for (int i = 0; i < (pass & 7); i++, ticks++) {
                nowNanos += TICK_NANOS;
                playout.next(frame, nowNanos);
                check(playout.delayMillis());
            }
        }
        Fuzz.check(playout.framesConcealed() <= ticks && playout.framesStretched() <= ticks, "more than frames");
    }

    private static void browser(ByteBuffer input) {
        try (PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder())) {
            ReceiveStream stream = new ReceiveStream(48_000);
            RtpPacket packet = new RtpPacket();
            short[] frame = new short[PacketPlayout.FRAME_SAMPLES];
            long nowNanos = 0;
            int ticks = 0;
            while (input.remaining() > 2 && ticks < MOST_TICKS) {
                int pass = input.get() & 0xff;
                if (packet.parse(Fuzz.nextDatagram(input)) && stream.accept(packet, nowNanos) == null) {
                    if (stream.ssrcChanged()) {
                        playout.reset();
                    }
                    playout.insert(packet, stream.extendedSequence(), (pass & 8) == 0 ? 1 : -(pass >> 1), nowNanos);
                }
                nowNanos += pass >= 250 ? (pass - 240) * TICK_NANOS : 0;
                for (int i = 0; i < (pass & 7); i++, ticks++) {
                    nowNanos += TICK_NANOS;
                    playout.next(frame, nowNanos);
                    check(playout.delayMillis());
                }
            }
            Fuzz.check(playout.framesConcealed() <= ticks, "more than frames");
        }
    }

    private static void check(int delayMillis) {
        Fuzz.check(delayMillis >= 0 && delayMillis < LONGEST_DELAY_MILLIS, "a delay of " + delayMillis + " ms");
    }
}
