package dev.partyline.integration.bench.sound;

import dev.partyline.integration.bench.mix.Server;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.SeededNetwork;
import dev.partyline.media.codec.G711;
import dev.partyline.media.quality.NetworkCase;
import dev.partyline.media.quality.SpeechQuality;
import dev.partyline.media.quality.Voice;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Two phones in a room: one speaks through the seeded network, the other listens on a good one. The speaker is silent
 * first, so that the server knows the network by then. Used by one thread.
 */
final class SpeechCall implements AutoCloseable {
    static final long TICK_NANOS = 20_000_000;

    private static final int SILENT_PACKETS = 400;
    private static final int SPARE_PACKETS = 40;
    private static final byte SILENCE = (byte) 0xff;

    final NetworkCase network;
    private final SeededNetwork link;
    private final short[] sent;
    private final byte[] coded;
    private final SoundPhone speaker;
    private final SoundPhone listener;
    private final HeardSpeech heard;
    private final long startNanos;
    private int packets;

    SpeechCall(NetworkCase network, Voice voice, long seed, long startNanos, InetAddress local, RandomGenerator random)
            throws IOException {
        this.network = network;
        this.startNanos = startNanos;
        link = network.network(seed);
        sent = voice.samples();
        ByteBuffer out = ByteBuffer.allocate(sent.length);
        G711.encode(Codec.PCMU, sent, 0, sent.length, out);
        coded = out.array();
        speaker = new SoundPhone(local, random);
        listener = new SoundPhone(local, random);
        // The first sample of a packet was spoken 20 ms before it leaves.
        heard = new HeardSpeech(
                sent.length + SPARE_PACKETS * SoundPhone.PACKET_SAMPLES,
                startNanos + (SILENT_PACKETS - 1) * TICK_NANOS);
    }

    void dial(Server server, int room, String name) throws IOException {
        listener.connect(server.call(room, name + "-listens", listener.port()));
        speaker.connect(server.call(room, name + "-speaks", speaker.port()));
    }

    /** Sends what is due and takes what has come; false when all is over. */
    boolean progress(long nowNanos, ByteBuffer in) throws IOException {
        while (nowNanos - (startNanos + packets * TICK_NANOS) >= 0) {
            link.send(speaker.packet(payload(packets - SILENT_PACKETS)), startNanos + packets * TICK_NANOS);
            listener.send(ByteBuffer.wrap(listener.packet(payload(-1))));
            packets++;
        }
        for (ByteBuffer packet = link.poll(nowNanos); packet != null; packet = link.poll(nowNanos)) {
            speaker.send(packet);
        }
        while (speaker.receive(in)) {
            // It hears nothing but the room's silence.
        }
        while (listener.receive(in)) {
            heard.add(in, nowNanos);
        }
        return packets < SILENT_PACKETS + coded.length / SoundPhone.PACKET_SAMPLES + SPARE_PACKETS;
    }

    private byte[] payload(int packet) {
        byte[] payload = new byte[SoundPhone.PACKET_SAMPLES];
        Arrays.fill(payload, SILENCE);
        int from = packet * payload.length;
        if (from >= 0 && from < coded.length) {
            System.arraycopy(coded, from, payload, 0, Math.min(payload.length, coded.length - from));
        }
        return payload;
    }

    SpeechQuality quality() {
        return SpeechQuality.of(sent, heard.samples());
    }

    @Override
    public void close() throws IOException {
        speaker.close();
        listener.close();
    }
}
