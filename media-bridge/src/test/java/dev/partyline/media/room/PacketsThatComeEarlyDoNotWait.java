package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.PortRange;
import dev.partyline.media.SeededNetwork;
import dev.partyline.media.Sound;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a phone's packets lie before they are heard, where they come at another time than the tick. */
final class PacketsThatComeEarlyDoNotWait {
    private static final long TICK_NANOS = 20_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;
    private static final long LOOK_NANOS = 4 * MILLI_NANOS;
    private static final double AMPLITUDE = 8000;

    private final LoopCounters totals = new LoopCounters();
    private final PhoneReceiver receiver = new PhoneReceiver(
            new LegCounters(totals, 12),
            _ -> {},
            new Liveness(new MediaSettings(
                    1, new PortRange(20_000, 20_001), Duration.ofSeconds(30), Duration.ofSeconds(300))),
            TestRoom.OPUS);
    private final SeededNetwork network = new SeededNetwork(7);
    private final Workbench bench = new Workbench();
    private final short[] heard = new short[8000];
    private FarPhone phone = phone(0, 0);
    private long nowNanos = 1_000 * TICK_NANOS;

    private final PhoneTransport port = new PhoneTransport() {
        @Override
        public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
            return true;
        }

        @Override
        public void disconnect() {}

        @Override
        public int receiveRtp(ByteBuffer into) {
            while (phone.nextNanos() <= nowNanos) {
                long atNanos = phone.nextNanos();
                network.send(phone.nextPacket(), atNanos);
            }
            ByteBuffer datagram = network.poll(nowNanos);
            if (datagram == null) {
                return -1;
            }
            int bytes = datagram.remaining();
            into.put(datagram);
            return bytes;
        }

        @Override
        public int receiveRtcp(ByteBuffer into) {
            return -1;
        }

        @Override
        public boolean sendRtp(ByteBuffer datagram) {
            return false;
        }

        @Override
        public boolean sendRtcp(ByteBuffer datagram) {
            return false;
        }

        @Override
        public void close() {}
    };

    /** @param leadMillis how long before a tick its packets come */
    private static FarPhone phone(int leadMillis, int ppm) {
        return new FarPhone(
                Codec.PCMU,
                FarPhone.Signal.tone(440, AMPLITUDE),
                5,
                5,
                ppm,
                1_000 * TICK_NANOS - leadMillis * MILLI_NANOS);
    }

    private void connected(FarPhone far) {
        phone = far;
        InetSocketAddress somewhere = new InetSocketAddress("127.0.0.2", 4000);
        receiver.connect(new PhoneStream(somewhere, somewhere, Codec.PCMU, 101, MediaDirection.SENDRECV, 20));
    }

    private void run(int seconds) {
        for (int i = 0; i < seconds * 50; i++) {
            nowNanos += TICK_NANOS - LOOK_NANOS;
            receiver.lookEarly(port, bench, nowNanos + LOOK_NANOS);
            nowNanos += LOOK_NANOS;
            receiver.receive(port, bench, 0, nowNanos);
            receiver.play(bench, nowNanos);
            System.arraycopy(heard, 160, heard, 0, heard.length - 160);
            System.arraycopy(receiver.frame(), 0, heard, heard.length - 160, 160);
        }
    }

    private long concealed() {
        return totals.value(LoopCounters.Counter.FRAMES_CONCEALED);
    }

    private void assertToneIsWhole() {
        double snr = Sound.toneSnrDb(Arrays.copyOfRange(heard, heard.length - 1600, heard.length), 0, 1600, 440, 8000);
        assertTrue(snr > 30, "SNR " + snr);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 15, 19})
    void thoseInGoodTimeAreHeardInTheTickThatFindsThem(int leadMillis) {
        connected(phone(leadMillis, 0));
        run(20);
        assertTrue(receiver.delayMillis() <= 5, "delay " + receiver.delayMillis());
        assertEquals(0, concealed());
        assertToneIsWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void thoseThatComeInTheLastMomentWaitForTheNext(int leadMillis) {
        connected(phone(leadMillis, 0));
        run(20);
        assertTrue(receiver.delayMillis() >= 15, "delay " + receiver.delayMillis());
        assertEquals(0, concealed());
        assertToneIsWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60})
    void howeverLongThePacketsAre(int packetMillis) {
        connected(phone(8, 0));
        phone.packetMillis(packetMillis);
        run(60);
        int least = packetMillis == 10 ? 20 : 5;
        assertTrue(receiver.delayMillis() <= least, "delay " + receiver.delayMillis());
        long before = concealed();
        run(20);
        assertEquals(before, concealed());
        assertToneIsWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, 200})
    void aDriftOverTheTickIsNotHeard(int ppm) {
        connected(phone(9, ppm));
        run(10);
        int most = 0;
        double sum = 0;
        for (int second = 0; second < 3_600; second++) {
            run(1);
            most = Math.max(most, receiver.delayMillis());
            sum += receiver.delayMillis();
            assertEquals(
                    20 * Math.log10(AMPLITUDE / Math.sqrt(2) / 32768),
                    Sound.dbov(heard, 0, heard.length),
                    0.7,
                    "level in second " + second);
        }
        System.out.printf(
                "drift %d ppm over the tick: delay %.1f ms, %d at most, %d frames concealed in an hour%n",
                ppm, sum / 3_600, most, concealed());
        assertTrue(most <= 45, "delay " + most);
        assertEquals(0, concealed());
    }

    @Test
    void whatIsHeldUpOnceIsTrustedAgainSoonAndWhatIsOftenLater() {
        connected(phone(10, 0));
        run(20);
        assertTrue(receiver.delayMillis() <= 5, "delay " + receiver.delayMillis());
        assertTrue(delayAfterAStall(1) >= 15, "delay " + receiver.delayMillis());
        run(11);
        assertTrue(receiver.delayMillis() <= 5, "delay " + receiver.delayMillis());
        delayAfterAStall(12);
        assertTrue(delayAfterAStall(12) >= 15, "delay " + receiver.delayMillis());
        run(35);
        assertTrue(receiver.delayMillis() <= 5, "delay " + receiver.delayMillis());
    }

    private int delayAfterAStall(int seconds) {
        // Two packets are late by that, at different times, but for one reason.
        network.stallUntil(nowNanos + 45 * MILLI_NANOS);
        run(seconds);
        return receiver.delayMillis();
    }

    @Test
    void jitterThatBeginsCostsAFrameOrTwoAndThenNoMore() {
        connected(phone(10, 0));
        run(20);
        network.jitterMillis(15);
        run(5);
        long atFirst = concealed();
        run(60);
        System.out.printf(
                "jitter of 15 ms begins: %d frames concealed in 5 s, %d in the minute after, delay %d ms%n",
                atFirst, concealed() - atFirst, receiver.delayMillis());
        assertTrue(atFirst <= 4, atFirst + " concealed");
        assertTrue(concealed() - atFirst <= 6, concealed() - atFirst + " concealed later");
        network.jitterMillis(0);
        run(45);
        assertTrue(receiver.delayMillis() <= 5, "delay " + receiver.delayMillis());
    }
}
