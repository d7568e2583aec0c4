package dev.partyline.media.room;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import dev.partyline.media.codec.G722Decoder;
import dev.partyline.media.codec.G722Encoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.PacketDecoder;
import dev.partyline.media.codec.PacketEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phone of G.722 or Opus in virtual time: sends a tone or silence as packets of 20 ms, and hears what it is sent with
 * one decoder from the first packet to the last.
 */
final class WidePhone {
    static final int EVENT_PAYLOAD_TYPE = 101;

    final InMemoryTransport wire = new InMemoryTransport();
    final List<LegEvent> events = new ArrayList<>();
    final PhoneLeg leg;
    final Codec codec;
    final int rate;

    private final PacketEncoder encoder;
    private final PacketDecoder decoder;
    private final short[] frame;
    private final int unitsAFrame;
    private final List<short[]> decoded = new ArrayList<>();
    private int decodedPackets;
    private @Nullable Tone tone;
    private boolean sending = true;
    private int sequence = 65_500;
    private int timestamp = -3000;

    WidePhone(TestRoom room, Codec codec) {
        this.codec = codec;
        rate = codec.sampleRate();
        leg = room.newLeg(wire, events::add);
        encoder = codec == Codec.G722 ? new G722Encoder() : TestRoom.OPUS.encoder(64_000, 5);
        decoder = codec == Codec.G722 ? new G722Decoder() : TestRoom.OPUS.decoder();
        frame = new short[rate / 50];
        unitsAFrame = codec.clockRate() / 50;
    }

    PhoneStream stream(MediaDirection direction, int packetMillis) {
        return stream(direction, packetMillis, AudioPayload.ANY_BIT_RATE);
    }

    PhoneStream stream(MediaDirection direction, int packetMillis, int mostBitsPerSecond) {
        return new PhoneStream(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4000),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4001),
                codec,
                EVENT_PAYLOAD_TYPE,
                direction,
                packetMillis,
                new AudioPayload(codec.payloadType(), codec.payloadType(), 98, mostBitsPerSecond));
    }

    WidePhone sends(double hertz, double dbov) {
        tone = new Tone(hertz, dbov, rate);
        return this;
    }

    WidePhone sendsSilence() {
        tone = null;
        return this;
    }

    void sendsNothing() {
        sending = false;
    }

    void sendsAgain() {
        sending = true;
    }

    /** Comfort noise (RFC 3389) in place of audio. */
    void hisses(int payloadType, int level) {
        wire.toBridge.add(packet(payloadType, new byte[] {(byte) level}, 1));
    }

    /** One packet of RFC 4733 in place of audio. */
    void press(int event, int duration, boolean end) {
        byte[] payload = {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
        wire.toBridge.add(packet(EVENT_PAYLOAD_TYPE, payload, payload.length));
    }

    void tick() {
        timestamp += unitsAFrame;
        if (!sending) {
            return;
        }
        if (tone != null) {
            tone.fill(frame);
        } else {
            Arrays.fill(frame, (short) 0);
        }
        byte[] payload = new byte[OpusFrames.MAX_PACKET_BYTES];
        wire.toBridge.add(packet(codec.payloadType(), payload, encoder.encode(frame, payload)));
    }

    private byte[] packet(int payloadType, byte[] payload, int length) {
        ByteBuffer out = ByteBuffer.allocate(12 + length);
        out.put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(0x5678)
                .put(payload, 0, length);
        return out.array();
    }

    /** The samples heard last: so many milliseconds. */
    short[] heard(int millis) {
        short[] out = new short[5760];
        for (; decodedPackets < wire.fromBridge.size(); decodedPackets++) {
            byte[] packet = wire.fromBridge.get(decodedPackets);
            byte[] payload = Arrays.copyOfRange(packet, 12, packet.length);
            int samples = decoder.decode(payload, payload.length, out);
            if (samples <= 0) {
                throw new AssertionError("an undecodable packet of " + payload.length);
            }
            decoded.add(Arrays.copyOf(out, samples));
        }
        short[] heard = new short[millis * (rate / 1000)];
        int end = heard.length;
        for (int i = decoded.size() - 1; i >= 0 && end > 0; i--) {
            short[] samples = decoded.get(i);
            int count = Math.min(end, samples.length);
            System.arraycopy(samples, samples.length - count, heard, end - count, count);
            end -= count;
        }
        if (end > 0) {
            throw new AssertionError("only " + (heard.length - end) * 1000 / rate + " ms were sent");
        }
        return heard;
    }

    /** Level of one frequency in the last 800 ms, in dBov. */
    double hears(double hertz) {
        short[] samples = heard(800);
        return Sound.toneDbov(samples, 0, samples.length, hertz, rate);
    }
}
