package dev.partyline.media.room;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A phone in virtual time: sends a tone or silence as packets of 20 ms, and keeps what it is sent. */
final class TestPhone {
    static final int EVENT_PAYLOAD_TYPE = 101;
    static final int FIRST_SSRC = 0x1234;

    final InMemoryTransport wire = new InMemoryTransport();
    final List<LegEvent> events = new ArrayList<>();
    final PhoneLeg leg;

    /** Where its packets go: elsewhere they are lost, or late. */
    Queue<byte[]> network = wire.toBridge;

    private Codec codec;
    private final short[] frame = new short[160];
    private SharedAudio.@Nullable Source sound;
    private double @Nullable [] line;
    private int played;
    private int sequence = 65_500;
    private int timestamp = 123_456;
    private int ssrc = FIRST_SSRC;
    private boolean sending = true;
    private boolean losing;

    TestPhone(TestRoom room, Codec codec) {
        this.codec = codec;
        leg = room.newLeg(wire, events::add);
    }

    TestPhone sends(Tone sent) {
        return sends(sent::fill);
    }

    TestPhone sends(SharedAudio.Source sent) {
        sound = sent;
        return this;
    }

    /** These samples from the next tick on, then silence. */
    TestPhone sends(double[] samples) {
        line = samples;
        played = 0;
        return this;
    }

    TestPhone sendsSilence() {
        sound = null;
        return this;
    }

    void sendsNothing() {
        sending = false;
    }

    void speaksAgain() {
        sending = true;
    }

    void speaks(Codec other) {
        codec = other;
    }

    void changesSource() {
        ssrc++;
        sequence = 7;
        timestamp = 99;
    }

    PhoneStream stream(MediaDirection direction, int packetMillis) {
        return new PhoneStream(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4000),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4001),
                codec,
                EVENT_PAYLOAD_TYPE,
                direction,
                packetMillis);
    }

    PhoneStream streamTo(String address) {
        return new PhoneStream(
                new InetSocketAddress(InetAddress.ofLiteral(address), 4000),
                new InetSocketAddress(InetAddress.ofLiteral(address), 4001),
                codec,
                EVENT_PAYLOAD_TYPE,
                MediaDirection.SENDRECV,
                20);
    }

    void tick() {
        timestamp += 160;
        if (!sending) {
            return;
        }
        if (line != null) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (played < line.length ? Math.round(line[played++]) : 0);
            }
        } else if (sound != null) {
            sound.fill(frame);
        } else {
            java.util.Arrays.fill(frame, (short) 0);
        }
        byte[] payload = new byte[160];
        G711.encode(codec, frame, 0, 160, payload, 0);
        byte[] packet = packet(codec.payloadType(), timestamp, payload);
        if (!losing) {
            network.add(packet);
        }
        losing = false;
    }

    void losesTheNextPacket() {
        losing = true;
    }

    /** One packet of RFC 4733 in place of audio. */
    void press(int event, int duration, boolean end, int pressTimestamp) {
        byte[] payload = {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
        wire.toBridge.add(packet(EVENT_PAYLOAD_TYPE, pressTimestamp, payload));
    }

    int nextSequence() {
        return sequence++;
    }

    int timestamp() {
        return timestamp;
    }

    private byte[] packet(int payloadType, int packetTimestamp, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(12 + payload.length);
        out.put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence++)
                .putInt(packetTimestamp)
                .putInt(ssrc)
                .put(payload);
        return out.array();
    }

    /** Forgets what was sent to it so far. */
    void forget() {
        wire.fromBridge.clear();
    }

    /** The samples of the last packets sent to it: so many milliseconds. */
    short[] heard(int millis) {
        short[] samples = new short[8 * millis];
        int end = samples.length;
        for (int i = wire.fromBridge.size() - 1; i >= 0 && end > 0; i--) {
            byte[] packet = wire.fromBridge.get(i);
            short[] decoded = new short[packet.length - 12];
            G711.decode(codec, packet, 12, packet.length - 12, decoded);
            int count = Math.min(end, decoded.length);
            System.arraycopy(decoded, decoded.length - count, samples, end - count, count);
            end -= count;
        }
        if (end > 0) {
            throw new AssertionError("only " + (samples.length - end) / 8 + " ms were sent");
        }
        return samples;
    }

    double hears(double hertz) {
        return Tone.level(heard(800), hertz);
    }
}
