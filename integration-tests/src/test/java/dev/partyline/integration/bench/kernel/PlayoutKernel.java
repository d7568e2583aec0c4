package dev.partyline.integration.bench.kernel;

import dev.partyline.media.playout.JitterBuffer;
import dev.partyline.media.playout.PhonePlayout;
import dev.partyline.media.playout.Playout;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A tick of the jitter buffer: what has come goes in, decoded, and a frame comes out. */
@State(Scope.Benchmark)
public class PlayoutKernel {
    private static final long TICK_NANOS = 20_000_000L;
    private static final int SAMPLES = PhonePlayout.FRAME_SAMPLES;
    /** The network's pattern comes again after so many packets, a power of two. */
    private static final int PATTERN = 1 << 12;

    private static final int LOST = -1;
    private static final int MOST_TICKS_LATE = 2;

    private final PhonePlayout calm = new PhonePlayout(JitterBuffer.Settings.PHONE);
    private final PhonePlayout shaken = new PhonePlayout(JitterBuffer.Settings.PHONE);
    private final RtpPacket packet = new RtpPacket();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(12 + SAMPLES);
    private final short[] frame = new short[SAMPLES];
    private final int[] ticksLate = new int[PATTERN];
    private long calmTick;
    private long shakenTick = MOST_TICKS_LATE;

    public PlayoutKernel() {
        Random random = new Random(5);
        bytes.putShort((short) 0x8000).position(12);
        for (int i = 0; i < SAMPLES; i++) {
            bytes.put((byte) random.nextInt());
        }
        bytes.flip();
        for (int i = 0; i < PATTERN; i++) {
            ticksLate[i] = random.nextInt(20) == 0 ? LOST : random.nextInt(MOST_TICKS_LATE + 1);
        }
    }

    private void insert(PhonePlayout playout, long number, long nowNanos) {
        bytes.putShort(2, (short) number).putInt(4, (int) number * SAMPLES);
        packet.parse(bytes);
        playout.insert(packet, number, nowNanos);
    }

    @Benchmark
    @Kernel("jitter buffer, calm network")
    public Playout calm() {
        calmTick++;
        insert(calm, calmTick, calmTick * TICK_NANOS);
        return calm.next(frame, calmTick * TICK_NANOS);
    }

    @Benchmark
    @Kernel("jitter buffer, 5 % loss, 40 ms jitter")
    public Playout shaken() {
        shakenTick++;
        long nowNanos = shakenTick * TICK_NANOS;
        for (int late = MOST_TICKS_LATE; late >= 0; late--) {
            long number = shakenTick - late;
            if (ticksLate[(int) number & (PATTERN - 1)] == late) {
                insert(shaken, number, nowNanos);
            }
        }
        return shaken.next(frame, nowNanos);
    }
}
