package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import dev.partyline.media.codec.G722Decoder;
import dev.partyline.media.codec.G722Encoder;
import dev.partyline.media.room.Tone;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class G722IsHeardOverABadNetwork {
    private static final double HERTZ = 200;
    private static final double SENT = -20;
    private static final long TICK_NANOS = 20_000_000L;

    private final PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, new G722Decoder());
    private final G722Encoder encoder = new G722Encoder();
    private final Tone tone = new Tone(HERTZ, SENT, 16_000);
    private final RtpPacket packet = new RtpPacket();
    private final short[] heard = new short[500 * 320];
    private int heardSamples;
    private int timestamp = -8000;
    private long sequence = 65_530;
    private long nowNanos = 1_000_000_000L;

    private ByteBuffer next(int bytes) {
        short[] samples = new short[2 * bytes];
        tone.fill(samples);
        byte[] payload = new byte[bytes];
        encoder.encode(samples, 0, samples.length, payload, 0);
        ByteBuffer out = ByteBuffer.allocate(20 + bytes);
        out.put((byte) 0x80)
                .put((byte) 9)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(1);
        out.put(payload).putLong(sequence).flip();
        sequence++;
        timestamp += bytes;
        return out;
    }

    private @Nullable DropReason arrive(ByteBuffer datagram) {
        long extended = datagram.getLong(datagram.limit() - 8);
        assertTrue(packet.parse(datagram.duplicate().limit(datagram.limit() - 8)));
        return playout.insert(packet, extended, nowNanos);
    }

    private void tick() {
        short[] frame = new short[320];
        playout.next(frame, nowNanos);
        System.arraycopy(frame, 0, heard, heardSamples, 320);
        heardSamples += 320;
        nowNanos += TICK_NANOS;
    }

    private short[] last(int ticks) {
        return Arrays.copyOfRange(heard, heardSamples - ticks * 320, heardSamples);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 320, 480})
    void inPacketsOfAnyLength(int bytes) {
        int sent = 0;
        for (int i = 0; i < 200; i++) {
            while (sent <= 160 * i) {
                assertNull(arrive(next(bytes)));
                sent += bytes;
            }
            tick();
        }
        short[] last = last(100);
        assertEquals(SENT, Sound.toneDbov(last, 0, last.length, HERTZ, 16_000), 0.1);
        assertTrue(Sound.toneSnrDb(last, 0, last.length, HERTZ, 16_000) > 30);
        assertEquals(0, playout.framesConcealed());
    }

    @Test
    void lossAndReorderingAreNotHeardAsGaps() {
        SplittableRandom random = new SplittableRandom(722);
        Queue<ByteBuffer> late = new ArrayDeque<>();
        for (int i = 0; i < 400; i++) {
            ByteBuffer sent = next(160);
            double fate = random.nextDouble();
            if (fate < 0.05) {
                late.add(sent);
            } else if (fate > 0.1) {
                arrive(sent);
                if (!late.isEmpty()) {
                    arrive(late.remove());
                }
            }
            tick();
        }
        short[] last = last(300);
        double level = Sound.dbov(last, 0, last.length);
        double quietest = 0;
        for (int at = 0; at + 320 <= last.length; at += 320) {
            quietest = Math.min(quietest, Sound.dbov(last, at, at + 320));
        }
        System.out.printf("G.722 at 5 %% loss, reordered: level %.2f, quietest frame %.1f dBov%n", level, quietest);
        assertEquals(SENT, level, 1);
        assertTrue(quietest > SENT - 6, "a frame at " + quietest);
    }
}
