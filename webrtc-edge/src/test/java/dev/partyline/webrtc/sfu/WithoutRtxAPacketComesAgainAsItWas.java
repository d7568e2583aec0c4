package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.media.srtp.SrtpSession;
import dev.partyline.webrtc.BrowserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over real SRTP, for what may not be sent twice is for that to say. */
final class WithoutRtxAPacketComesAgainAsItWas {
    private static final int SLOT = 77;

    private final TestRoom room = new TestRoom();
    private final TestRoom.Browser source = room.forwarded();
    private final byte[] key = new byte[16];
    private final byte[] salt = new byte[12];
    private final SrtpSession here = session();
    private final SrtpSession there = session();
    private final List<ByteBuffer> sent = new ArrayList<>();
    private final List<ByteBuffer> again = new ArrayList<>();
    private final Member viewer = viewer();

    private SrtpSession session() {
        new Random(6).nextBytes(key);
        return new SrtpSession(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, key, salt, key, salt));
    }

    private Member viewer() {
        List<Format> vp8 = List.of(new Format(Codec.VP8, 120, Format.NO_RTX));
        return room.room.enter(
                new BrowserId("viewer"),
                new Agreement(null, null, null, List.of(), List.of(new Slot(vp8, SLOT, 0, 0)), "cname"),
                BrowserMode.FORWARDED,
                new HeardAudio(),
                new Protecting(),
                new BrowserCounters(room.counters),
                event -> {},
                room.nowNanos);
    }

    /** As a browser's transport: in place, and the kernel moves the position. */
    private final class Protecting implements PacketTransport {
        @Override
        public boolean sendRtp(ByteBuffer packet) {
            if (!here.protectRtp(packet)) {
                return false;
            }
            sent.add(copy(packet));
            packet.position(packet.limit());
            return true;
        }

        @Override
        public boolean sendAgain(ByteBuffer protectedRtp) {
            again.add(copy(protectedRtp));
            protectedRtp.position(protectedRtp.limit());
            return true;
        }

        @Override
        public boolean sendRtcp(ByteBuffer compound) {
            return true;
        }
    }

    private static ByteBuffer copy(ByteBuffer packet) {
        ByteBuffer copy = ByteBuffer.allocate(packet.remaining());
        return copy.put(packet.duplicate()).flip();
    }

    private void nack(long... sequences) {
        ByteBuffer nack = ByteBuffer.allocate(64);
        RtcpFeedback.writeNack(nack, 1, SLOT, sequences, sequences.length);
        viewer.receiveRtcp(nack.flip(), room.nowNanos);
    }

    private static int sequence(ByteBuffer packet) {
        return packet.getShort(2) & 0xffff;
    }

    private void film(int packets) {
        source.film(true);
        room.ticks(15);
        source.film(true);
        for (int i = 1; i < packets; i++) {
            source.film(false);
        }
        assertEquals(packets, sent.size());
    }

    @Test
    void theLostOneIsTheSameAndIsTaken() {
        film(20);
        for (int i = 0; i < 20; i++) {
            if (i != 7) {
                assertNull(there.unprotectRtp(copy(sent.get(i))));
            }
        }
        ByteBuffer lost = sent.get(7);
        nack(sequence(lost));
        assertEquals(List.of(lost), again);
        ByteBuffer came = copy(again.getFirst());
        assertNull(there.unprotectRtp(came));
        assertEquals(SLOT, came.getInt(8));
        assertEquals(sequence(lost), sequence(came));
        assertEquals(DropReason.REPLAYED, there.unprotectRtp(copy(again.getFirst())), "once more changes nothing");
        assertEquals(1, room.counters.value(EdgeCounters.Counter.RESENT));
        assertEquals(0, room.counters.value(EdgeCounters.Counter.RESEND_REFUSED));
    }

    @Test
    void theSlotHasChangedHandsSince() {
        film(20);
        room.room.leave(source.member);
        nack(sequence(sent.get(18)));
        assertEquals(List.of(sent.get(18)), again);
    }

    @Test
    void whatIsOldOrNeverWasIsNotSent() {
        film(20);
        nack(sequence(sent.get(19)) + 1);
        nack(sequence(sent.get(0)) - 300);
        room.nowNanos += PacketHistory.LONGEST_NANOS + 1;
        nack(sequence(sent.get(19)));
        assertTrue(again.isEmpty());
        assertEquals(3, room.counters.value(EdgeCounters.Counter.RESEND_REFUSED));
    }

    @Test
    void nacksAreNoAmplifier() {
        film(20);
        for (int i = 0; i < 1_000; i++) {
            nack(sequence(sent.get(5)));
        }
        assertEquals(100, again.size());
    }
}
