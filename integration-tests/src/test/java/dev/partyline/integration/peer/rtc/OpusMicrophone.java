package dev.partyline.integration.peer.rtc;

import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.OpusLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sends Opus packets of 20 ms with their level (RFC 6464), as browsers do. */
public final class OpusMicrophone {
    private static final int SAMPLE_RATE = 48_000;
    private static final int ONE_BYTE_EXTENSIONS = 0xbede;
    private static final int VOICED = 0x80;
    private static final int MOST_BYTES = 2_048;

    private final RtcTransport transport;
    private final ByteBuffer packet = ByteBuffer.allocate(MOST_BYTES);
    private int sequence;

    public OpusMicrophone(RtcTransport transport) {
        this.transport = transport;
    }

    /** The next 20 ms, in which somebody speaks. */
    public void say(byte[] opus, int length, int levelBelowFullDb) throws IOException {
        send(opus, length, VOICED | levelBelowFullDb);
    }

    /** The next 20 ms, in which nobody does. */
    public void beSilent(byte[] opus) throws IOException {
        send(opus, opus.length, 127);
    }

    private void send(byte[] opus, int length, int level) throws IOException {
        packet.clear();
        packet.put((byte) 0x90)
                .put((byte) RtcOffer.OPUS)
                .putShort((short) sequence)
                .putInt(sequence * OpusEncoder.FRAME_SAMPLES)
                .putInt(RtcOffer.AUDIO_SSRC);
        packet.putShort((short) ONE_BYTE_EXTENSIONS)
                .putShort((short) 1)
                .put((byte) (RtcOffer.LEVEL_EXTENSION << 4))
                .put((byte) level)
                .putShort((short) 0);
        packet.put(opus, 0, length).flip();
        sequence++;
        transport.sendRtp(packet);
    }

    /** A second of a tone, in packets of 20 ms. */
    public static byte[][] tone(double hertz, double amplitude) {
        byte[][] packets = new byte[50][];
        short[] frame = new short[OpusEncoder.FRAME_SAMPLES];
        byte[] encoded = new byte[OpusFrames.MAX_PACKET_BYTES];
        try (OpusEncoder encoder = OpusLibrary.load().encoder(32_000, 5)) {
            for (int packet = 0; packet < packets.length; packet++) {
                for (int i = 0; i < frame.length; i++) {
                    double seconds = (double) (packet * frame.length + i) / SAMPLE_RATE;
                    frame[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * seconds));
                }
                packets[packet] = Arrays.copyOf(encoded, encoder.encode(frame, encoded));
            }
        }
        return packets;
    }
}
