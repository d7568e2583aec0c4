package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.media.srtp.SrtpSession;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SRTP on a phone's leg: both ways, through new keys, and with forgeries in between. */
class SecuredPhonesAreHeard {
    private final TestRoom room = new TestRoom();
    private final TestPhone other = room.joins(Codec.PCMU).sends(new Tone(900, -20));

    /** A phone whose far end speaks SRTP with it. */
    private final class SecuredPhone {
        final TestPhone phone = room.joins(Codec.PCMU);
        final SrtpProfile profile;
        final byte[] ours;
        final byte[] theirs;
        SrtpSession far;

        SecuredPhone(SrtpProfile profile, int seed) {
            this.profile = profile;
            ours = master(seed);
            theirs = master(seed + 1);
            far = session(theirs, ours);
            connect(ours, theirs);
            phone.network = new ArrayDeque<>() {
                @Override
                public boolean add(byte[] packet) {
                    return phone.wire.toBridge.add(protect(packet));
                }
            };
        }

        byte[] master(int seed) {
            byte[] master = new byte[profile.keyBytes() + profile.saltBytes()];
            new Random(seed).nextBytes(master);
            return master;
        }

        private SrtpKeys keys(byte[] local, byte[] remote) {
            int key = profile.keyBytes();
            return new SrtpKeys(
                    profile,
                    Arrays.copyOf(local, key),
                    Arrays.copyOfRange(local, key, local.length),
                    Arrays.copyOf(remote, key),
                    Arrays.copyOfRange(remote, key, remote.length));
        }

        SrtpSession session(byte[] local, byte[] remote) {
            try (SrtpKeys keys = keys(local, remote)) {
                return new SrtpSession(keys);
            }
        }

        void connect(byte[] local, byte[] remote) {
            PhoneStream plain = phone.stream(MediaDirection.SENDRECV, 20);
            phone.leg.connect(
                    new PhoneStream(
                            plain.remoteRtp(),
                            plain.remoteRtcp(),
                            plain.codec(),
                            plain.telephoneEventPayloadType(),
                            plain.direction(),
                            plain.packetMillis(),
                            plain.payload(),
                            keys(local, remote)),
                    room.nowNanos);
        }

        private byte[] protect(byte[] packet) {
            ByteBuffer room = ByteBuffer.allocate(packet.length + SrtpSession.MAX_OVERHEAD_BYTES)
                    .put(packet)
                    .flip();
            assertTrue(far.protectRtp(room));
            return Arrays.copyOf(room.array(), room.limit());
        }

        /** What came to it within this second, as its far end understands it. */
        double hears(double hertz) {
            phone.forget();
            room.runs(1000);
            List<byte[]> packets = phone.wire.fromBridge;
            packets.replaceAll(packet -> {
                ByteBuffer bytes = ByteBuffer.wrap(packet);
                assertEquals(null, far.unprotectRtp(bytes));
                return Arrays.copyOf(packet, bytes.limit());
            });
            return phone.hears(hertz);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysAndOnTheWireNothingIsInTheClear(SrtpProfile profile) {
        SecuredPhone secured = new SecuredPhone(profile, 1);
        secured.phone.sends(new Tone(500, -20));
        room.runs(5000);
        assertEquals(-20, secured.hears(900), 1);
        assertEquals(-20, other.hears(500), 1);
        assertEquals(0, secured.phone.leg.stats().packetsDropped());
        assertFalse(secured.phone.wire.rtcpFromBridge.isEmpty());
        assertTrue(secured.phone.wire.rtcpFromBridge.stream()
                .allMatch(report -> far(secured).unprotectRtcp(ByteBuffer.wrap(report.clone())) == null));
    }

    private static SrtpSession far(SecuredPhone phone) {
        return phone.session(phone.theirs, phone.ours);
    }

    @ParameterizedTest
    @EnumSource
    void forgeriesAreCountedAndNotHeard(SrtpProfile profile) {
        SecuredPhone secured = new SecuredPhone(profile, 1);
        secured.phone.sends(new Tone(500, -20));
        room.runs(1000);
        byte[] forged = new byte[12 + 160 + 16];
        forged[0] = (byte) 0x80;
        for (int i = 0; i < 50; i++) {
            secured.phone.wire.toBridge.add(forged);
            secured.phone.wire.toBridge.add(new byte[12]);
            room.runs(20);
        }
        assertEquals(50, room.rooms.counters().value(DropReason.UNAUTHENTICATED));
        assertEquals(50, room.rooms.counters().value(DropReason.MALFORMED));
        assertEquals(-20, other.hears(500), 1);
    }

    /** RFC 3711 section 3.3.1: under the same keys the packets are counted on, also over the wrap of the sequence number. */
    @ParameterizedTest
    @EnumSource
    void sameKeysAgreedAgainGoOn(SrtpProfile profile) {
        SecuredPhone secured = new SecuredPhone(profile, 1);
        secured.phone.sends(new Tone(500, -20));
        // Until our own sequence has wrapped: a sender that began anew would be a turn behind, and use its indices
        // again.
        room.runs(2000);
        runPastTheWrap(secured);
        secured.connect(secured.ours, secured.theirs);
        assertEquals(-20, secured.hears(900), 1);
        assertEquals(-20, other.hears(500), 1);
        assertEquals(0, secured.phone.leg.stats().packetsDropped());
    }

    private void runPastTheWrap(SecuredPhone secured) {
        int first = sequence(secured);
        int last = first;
        while (last >= first) {
            secured.phone.forget();
            room.runs(20_000);
            List<byte[]> packets = secured.phone.wire.fromBridge;
            packets.forEach(packet -> assertEquals(null, secured.far.unprotectRtp(ByteBuffer.wrap(packet.clone()))));
            last = sequence(secured);
        }
        secured.phone.forget();
    }

    private static int sequence(SecuredPhone secured) {
        byte[] packet = secured.phone.wire.fromBridge.getLast();
        return (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyOfTheFarEndBeginsAnewAndOursGoesOn(SrtpProfile profile) {
        SecuredPhone secured = new SecuredPhone(profile, 1);
        secured.phone.sends(new Tone(500, -20));
        room.runs(2000);
        byte[] renewed = secured.master(77);
        // Their side of what we send stays as it was.
        SrtpSession sending = secured.session(renewed, secured.ours);
        SrtpSession receiving = secured.far;
        secured.connect(secured.ours, renewed);
        secured.far = sending;
        room.runs(1000);
        assertEquals(-20, other.hears(500), 1);
        secured.far = receiving;
        List<byte[]> packets = secured.phone.wire.fromBridge;
        assertEquals(null, receiving.unprotectRtp(ByteBuffer.wrap(packets.getLast())));
    }
}
