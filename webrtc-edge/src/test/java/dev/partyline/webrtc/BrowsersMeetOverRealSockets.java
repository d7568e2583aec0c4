package dev.partyline.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.media.rtp.RtcpReports;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// Closed early on purpose.
@SuppressWarnings("try")
final class BrowsersMeetOverRealSockets {
    private static final RoomId ROOM = new RoomId("lobby");
    private static final TestOffer FULL = new TestOffer(true, true, 5, 2);

    private MediaBridge bridge;
    private WebRtcEdge edge;
    private final OpusEncoder opus = OpusLibrary.load().encoder(32_000, 5);
    private int sequence = 65_500;
    private int timestamp = 77;
    private int picture = 32_760;

    @BeforeEach
    void start() throws Exception {
        bridge = MediaBridge.start(
                new MediaSettings(2, new PortRange(48_900, 48_999), Duration.ofMinutes(5), Duration.ofMinutes(5)));
        EdgeSettings settings = new EdgeSettings(InetAddress.getByName("127.0.77.1"), 0, List.of(), 3);
        edge = WebRtcEdge.start(settings, bridge, InstantSource.system());
    }

    @AfterEach
    void stop() {
        opus.close();
        edge.close();
        bridge.close();
    }

    private TestBrowser join(String name, BrowserMode mode, TestOffer offer) throws Exception {
        TestBrowser browser = new TestBrowser(edge, ROOM, name, mode, offer);
        browser.connect();
        return browser;
    }

    private long dropped(String reason) {
        return edge.stats().drops().getOrDefault(reason, -1L);
    }

    private void speak(TestBrowser browser) {
        short[] tone = new short[960];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (12_000 * Math.sin(2 * Math.PI * 400 * (timestamp + i) / 48_000));
        }
        byte[] encoded = new byte[1_275];
        int length = opus.encode(tone, encoded);
        ByteBuffer packet = ByteBuffer.allocate(length + 20);
        packet.put((byte) 0x90).put((byte) TestOffer.OPUS).putShort((short) sequence++);
        packet.putInt(timestamp)
                .putInt(browser.audioSsrc)
                .putShort((short) 0xbede)
                .putShort((short) 1);
        packet.put((byte) (TestOffer.LEVEL_ID << 4)).put((byte) (0x80 | 12)).putShort((short) 0);
        packet.put(encoded, 0, length);
        timestamp += 960;
        browser.sendRtp(packet.flip());
    }

    private void film(TestBrowser browser, boolean key) {
        ByteBuffer packet = ByteBuffer.allocate(1_100);
        packet.put((byte) 0x80).put((byte) (0x80 | TestOffer.VP8)).putShort((short) picture);
        packet.putInt(3000 * picture).putInt(browser.videoSsrc);
        packet.put((byte) 0x90).put((byte) 0x80).putShort((short) (0x8000 | (picture & 0x7fff)));
        packet.put((byte) (key ? 0 : 1)).putInt(picture).put(new byte[1_000]);
        picture++;
        browser.sendRtp(packet.flip());
    }

    /** Whether a feedback message of this kind about this stream came. */
    private static long feedback(TestBrowser browser, int type, int format, int ssrc) {
        RtcpPackets packets = new RtcpPackets();
        long count = 0;
        for (ByteBuffer compound : browser.rtcp) {
            assertTrue(packets.parse(compound));
            while (packets.next()) {
                boolean wanted = packets.type() == type && packets.count() == format;
                count += wanted && compound.getInt(packets.body()) == ssrc ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean reported(TestBrowser browser, int ssrc) {
        RtcpPackets packets = new RtcpPackets();
        for (ByteBuffer compound : browser.rtcp) {
            packets.parse(compound);
            while (packets.next()) {
                if (packets.type() == 200 && packets.senderSsrc() == ssrc) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void voiceAndVideoOfOneReachTheOther() throws Exception {
        try (TestBrowser alice = join("alice", BrowserMode.FORWARDED, FULL);
                TestBrowser bob = join("bob", BrowserMode.FORWARDED, FULL)) {
            int mixed = bob.slotSsrcs("audio").get(0);
            int voice = bob.slotSsrcs("audio").get(1);
            int video = bob.slotSsrcs("video").get(0);
            bob.await("alice's voice", () -> {
                speak(alice);
                return bob.rtpOf(voice).size() > 50;
            });
            List<ByteBuffer> voices = bob.rtpOf(voice);
            for (int i = 1; i < voices.size(); i++) {
                assertEquals(1, (voices.get(i).getShort(2) - voices.get(i - 1).getShort(2)) & 0xffff);
                assertEquals(960, voices.get(i).getInt(4) - voices.get(i - 1).getInt(4));
            }
            assertEquals(12, voices.getFirst().get(17) & 0x7f, "the level of her packets");
            assertTrue(alice.rtpOf(alice.slotSsrcs("audio").get(1)).isEmpty(), "nobody hears himself");
            bob.await("the mix of the others", () -> bob.rtpOf(mixed).size() > 10);

            ByteBuffer report = ByteBuffer.allocate(64);
            RtcpReports.writeSenderReport(report, alice.audioSsrc, 1L << 40, timestamp, 1, 1);
            alice.sendRtcp(report.flip());
            bob.await("a sender report of the voice", () -> {
                speak(alice);
                return reported(bob, voice);
            });

            film(alice, false);
            alice.await("a request for a key frame", () -> {
                film(alice, false);
                return feedback(alice, RtcpFeedback.PAYLOAD, RtcpFeedback.PLI, alice.videoSsrc) > 0;
            });
            bob.awaitSlots(
                    "alice's slots",
                    slots -> slots.voices().getFirst().equals(Optional.of(alice.id))
                            && slots.videos().getFirst().equals(Optional.of(alice.id)));
            assertTrue(bob.rtpOf(video).isEmpty(), "nothing before a key frame");
            film(alice, true);
            bob.await("alice's video", () -> {
                film(alice, false);
                return bob.rtpOf(video).size() > 20;
            });
            askAgain(bob, video);
            ByteBuffer pli = ByteBuffer.allocate(12);
            RtcpFeedback.writePli(pli, 1, video);
            bob.sendRtcp(pli.flip());
            alice.await("bob's request for a key frame", () -> {
                film(alice, false);
                return feedback(alice, RtcpFeedback.PAYLOAD, RtcpFeedback.PLI, alice.videoSsrc) > 1;
            });
            assertTrue(dropped("unauthenticated") == 0);
            assertEquals(2, edge.stats().browsers());
            assertTrue(alice.media.stats().sendsVideo());
        }
    }

    private static void askAgain(TestBrowser bob, int video) {
        ByteBuffer lost = bob.rtpOf(video).getLast();
        ByteBuffer nack = ByteBuffer.allocate(32);
        RtcpFeedback.writeNack(nack, 1, video, new long[] {lost.getShort(2) & 0xffff}, 1);
        bob.sendRtcp(nack.flip());
        bob.await(
                "the packet again",
                () -> bob.rtp.stream()
                        .anyMatch(packet -> (packet.get(1) & 0x7f) == TestOffer.RTX
                                && packet.getShort(12) == lost.getShort(2)
                                && packet.slice(14, packet.limit() - 14).equals(lost.slice(12, lost.limit() - 12))));
    }

    @Test
    void whoIsInTheMixIsNamed() throws Exception {
        try (TestBrowser alice = join("alice", BrowserMode.FORWARDED, FULL);
                TestBrowser carol = join("carol", BrowserMode.MIXED, new TestOffer(true, false, 1, 0))) {
            assertEquals(BrowserMode.MIXED, carol.media.mode());
            int mixed = alice.slotSsrcs("audio").getFirst();
            int csrc = carol.media.stats().csrc();
            assertTrue(csrc != 0);
            alice.await("carol in the mix", () -> {
                speak(carol);
                return alice.rtpOf(mixed).stream()
                        .anyMatch(packet -> (packet.get(0) & 0x0f) == 1 && packet.getInt(12) == csrc);
            });
            List<ByteBuffer> packets = alice.rtpOf(mixed);
            for (int i = 1; i < packets.size(); i++) {
                assertEquals(1, (packets.get(i).getShort(2) - packets.get(i - 1).getShort(2)) & 0xffff);
                int step = packets.get(i).getInt(4) - packets.get(i - 1).getInt(4);
                assertTrue(step >= 960 && step % 960 == 0, "step " + step);
            }
            assertTrue(alice.rtpOf(alice.slotSsrcs("audio").get(1)).isEmpty(), "carol's voice is in the mix alone");
        }
    }

    @Test
    void anIceRestartKeepsWhatFlows() throws Exception {
        try (TestBrowser alice = join("alice", BrowserMode.FORWARDED, FULL);
                TestBrowser bob = join("bob", BrowserMode.FORWARDED, FULL)) {
            int voice = bob.slotSsrcs("audio").get(1);
            bob.restartIce();
            int before = bob.rtpOf(voice).size();
            bob.await("alice's voice after it", () -> {
                speak(alice);
                return bob.rtpOf(voice).size() > before + 20;
            });
            assertThrows(OfferRefusedException.class, () -> bob.media.renegotiate("nonsense"));
        }
    }

    @Test
    void whoeverGoesIsGoneAndThePlacesAreCounted() throws Exception {
        try (TestBrowser alice = join("alice", BrowserMode.FORWARDED, FULL);
                TestBrowser bob = join("bob", BrowserMode.FORWARDED, FULL);
                TestBrowser carol = join("carol", BrowserMode.FORWARDED, FULL)) {
            assertThrows(EdgeFullException.class, () -> new TestBrowser(edge, ROOM, "dave", BrowserMode.MIXED, FULL));
            bob.awaitSlots(
                    "two others",
                    slots -> slots.voices().stream().filter(Optional::isPresent).count() == 2);
            carol.hangUp();
            carol.await("the end", () -> carol.has(BrowserEvent.Gone.class));
            alice.media.close();
            bob.awaitSlots("nobody", slots -> slots.voices().stream().allMatch(Optional::isEmpty));
            alice.await("goodbye", () -> alice.sawGoodbye);
            assertEquals(1, edge.stats().browsers());
            try (TestBrowser dave = join("dave", BrowserMode.FORWARDED, FULL)) {
                assertFalse(dave.has(BrowserEvent.Failed.class));
            }
        }
    }

    @Test
    void aStrangerChangesNothingAndHearsNothing() throws Exception {
        try (TestBrowser alice = join("alice", BrowserMode.FORWARDED, FULL);
                TestBrowser bob = join("bob", BrowserMode.FORWARDED, FULL);
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.77.66"))) {
            int voice = bob.slotSsrcs("audio").get(1);
            Random random = new Random(66);
            int[] firsts = {0, 1, 20, 22, 23, 63, 64, 128, 144, 191, 255};
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(bytes);
                bytes[0] = (byte) firsts[i % firsts.length];
                stranger.send(new DatagramPacket(bytes, bytes.length, alice.edgeAddress()));
                if (i % 30 == 0) {
                    speak(alice);
                }
            }
            stranger.send(new DatagramPacket(new byte[3_000], 3_000, alice.edgeAddress()));
            // The same from her own address: nothing of it is authentic.
            for (int i = 0; i < 500; i++) {
                byte[] junk = new byte[12 + random.nextInt(100)];
                random.nextBytes(junk);
                junk[0] = (byte) 0x80;
                junk[1] = (byte) TestOffer.OPUS;
                alice.sendRaw(junk);
            }
            bob.await("alice all the while", () -> {
                speak(alice);
                return bob.rtpOf(voice).size() > 100;
            });
            List<ByteBuffer> voices = bob.rtpOf(voice);
            for (int i = 1; i < voices.size(); i++) {
                assertEquals(960, voices.get(i).getInt(4) - voices.get(i - 1).getInt(4));
            }
            stranger.setSoTimeout(300);
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            assertThrows(SocketTimeoutException.class, () -> stranger.receive(answer));
            assertEquals(1, dropped("oversized"));
            assertTrue(dropped("dropped_stranger") > 0);
            assertTrue(dropped("unauthenticated") > 0);
            assertFalse(alice.has(BrowserEvent.Failed.class));
            assertFalse(alice.has(BrowserEvent.Gone.class));
        }
    }
}
