package dev.partyline.integration.bench.soak;

import dev.partyline.integration.peer.rtc.OpusMicrophone;
import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.Map;

/** One browser, which sends its voice as Opus and takes what it is sent. */
final class SoakBrowser {
    private static final int LEVEL_BELOW_FULL_DB = 20;

    private final RtcClient client;
    private final long untilNanos;
    private final OpusMicrophone microphone;
    private int said;

    /** In a channel without anybody else there is nothing to be heard, so nothing is asked of it. */
    private static final class Ear implements RtcTransport.Listener {
        @Override
        public void rtp(ByteBuffer packet) {}

        @Override
        public void rtcp(ByteBuffer packet) {}
    }

    private SoakBrowser(RtcClient client, long untilNanos) {
        this.client = client;
        microphone = new OpusMicrophone(client.transport());
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
                byte[] packet = voice[said++ % voice.length];
                microphone.say(packet, packet.length, LEVEL_BELOW_FULL_DB);
            }
        } catch (PortUnreachableException e) {
            // The bridge's answer to who is gone already.
        }
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
