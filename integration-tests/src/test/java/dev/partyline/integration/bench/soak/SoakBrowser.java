package dev.partyline.integration.bench.soak;

import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.Map;

/** One browser, which sends its voice as Opus and takes what it is sent. */
final class SoakBrowser {
    private static final int SAMPLES_A_PACKET = 960;
    private static final int VOICED = 0x80;
    private static final int LEVEL_BELOW_FULL_DB = 20;

    private final RtcClient client;
    private final long untilNanos;
    private final ByteBuffer packet = ByteBuffer.allocate(1_500);
    private int sequence;

    /** In a channel without anybody else there is nothing to be heard, so nothing is asked of it. */
    private static final class Ear implements RtcTransport.Listener {
        @Override
        public void rtp(ByteBuffer packet) {}

        @Override
        public void rtcp(ByteBuffer packet) {}
    }

    private SoakBrowser(RtcClient client, long untilNanos) {
        this.client = client;
        this.untilNanos = untilNanos;
    }

    static SoakBrowser join(String url, String channel, String name, String mode, long untilNanos)
            throws InterruptedException {
        RtcOffer offer = new RtcOffer(true, false, 2, 0);
        return new SoakBrowser(RtcClient.join(url, channel, name, offer, new Ear(), Map.of("mode", mode)), untilNanos);
    }

    /** Takes what has come and, once it is connected, says the next 20 ms. */
    void tick(byte[][] voice, long nowNanos) throws IOException {
        RtcTransport transport = client.transport();
        try {
            transport.receive();
            transport.keepAlive(nowNanos);
            if (transport.isConnected()) {
                transport.sendRtp(nextPacket(voice[sequence % voice.length]));
            }
        } catch (PortUnreachableException e) {
            // The bridge's answer to who is gone already.
        }
    }

    private ByteBuffer nextPacket(byte[] voice) {
        packet.clear();
        packet.put((byte) 0x90)
                .put((byte) RtcOffer.OPUS)
                .putShort((short) sequence)
                .putInt(sequence * SAMPLES_A_PACKET)
                .putInt(RtcOffer.AUDIO_SSRC);
        // RFC 8285 with the level of RFC 6464: voice.
        packet.putShort((short) 0xbede)
                .putShort((short) 1)
                .put((byte) (RtcOffer.LEVEL_EXTENSION << 4))
                .put((byte) (VOICED | LEVEL_BELOW_FULL_DB))
                .putShort((short) 0);
        packet.put(voice).flip();
        sequence++;
        return packet;
    }

    boolean leavesBy(long nowNanos) {
        return nowNanos - untilNanos >= 0;
    }

    boolean connected() {
        return client.transport().isConnected();
    }

    void leave() {
        client.close();
    }

    /** Its media end without a word; its socket closes, as that of a killed process does. */
    void vanish() {
        client.transport().vanish();
        client.signalling().close();
    }
}
