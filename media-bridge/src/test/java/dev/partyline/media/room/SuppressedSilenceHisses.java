package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3389: a phone that sends comfort noise instead of silence is heard to go over into it. */
class SuppressedSilenceHisses {
    private static final double HERTZ = 150;
    private static final double SENT = -20;

    private final TestRoom room = new TestRoom();

    @ParameterizedTest
    @ValueSource(ints = {13, 98})
    void atTheLevelTold(int payloadType) {
        WidePhone listener = room.joinsWide(Codec.G722);
        WidePhone phone = room.joinsWide(Codec.G722).sends(HERTZ, SENT);
        room.runs(1000);
        phone.sendsNothing();
        phone.hisses(payloadType, 45);
        room.runs(20);
        room.runs(200);
        // The room hears it for as long as a pause in speech lasts.
        room.runs(160);
        short[] noise = listener.heard(100);
        System.out.printf("comfort noise told as -45: %.1f dBov%n", Sound.dbov(noise, 0, noise.length));
        assertEquals(-45, Sound.dbov(noise, 0, noise.length), 1.5);
        phone.sendsAgain();
        room.runs(1000);
        assertEquals(SENT, listener.hears(HERTZ), 0.5);
    }

    /** The tone climbs 273 at 16 kHz, and noise of -60 dBov at most 114. */
    @Test
    void intoItAndOutOfItWithoutAClick() {
        WidePhone listener = room.joinsWide(Codec.G722);
        WidePhone phone = room.joinsWide(Codec.G722).sends(HERTZ, SENT);
        room.runs(1000);
        for (int i = 0; i < 5; i++) {
            phone.sendsNothing();
            phone.hisses(13, 60);
            room.runs(200 + 60 * i);
            phone.sendsAgain();
            room.runs(400);
        }
        int step = step(listener.heard(3500));
        assertTrue(step < 400, "a step of " + step);
    }

    private static int step(short[] samples) {
        int step = 0;
        for (int i = 1; i < samples.length; i++) {
            step = Math.max(step, Math.abs(samples[i] - samples[i - 1]));
        }
        return step;
    }

    @Test
    void ofAPhoneOfG711Too() {
        TestPhone listener = room.joins(Codec.PCMU);
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(HERTZ, SENT));
        room.runs(1000);
        phone.sendsNothing();
        phone.wire.toBridge.add(noise(phone, 50));
        room.runs(380);
        short[] noise = listener.heard(100);
        assertEquals(-50, Sound.dbov(noise, 0, noise.length), 1.5);
        assertEquals(0, phone.leg.stats().packetsDropped());
    }

    private static byte[] noise(TestPhone phone, int level) {
        ByteBuffer out = ByteBuffer.allocate(13);
        byte[] last = phone.wire.fromBridge.getLast();
        assertTrue(last.length > 12);
        return out.put((byte) 0x80)
                .put((byte) 13)
                .putShort((short) phone.nextSequence())
                .putInt(phone.timestamp())
                .putInt(TestPhone.FIRST_SSRC)
                .put((byte) level)
                .array();
    }

    @Test
    void withoutAWordOfItThereIsSilence() {
        WidePhone listener = room.joinsWide(Codec.G722);
        WidePhone phone = room.joinsWide(Codec.G722).sends(HERTZ, SENT);
        room.runs(1000);
        phone.sendsNothing();
        room.runs(400);
        short[] silence = listener.heard(100);
        assertTrue(Sound.dbov(silence, 0, silence.length) < -60);
    }
}
