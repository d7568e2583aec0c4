package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.sip.TrunkSettings.Dtmf;
import dev.partyline.sip.TrunkSettings.MediaEncryption;
import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.call.CallTimers;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PINs and *6 as pairs of tones in real RTP, where nothing else was agreed or the trunk says so. */
@Timeout(180)
class CallerPressesKeysAsTones {
    private static final String KEYPAD = "123A456B789C*0#D";
    private static final String EVENTS = "0123456789*#ABCD";
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final int FRAME = 160;

    private int sequence = 1;
    private int timestamp = 1000;
    private long nextNanos = System.nanoTime();

    private static Bridge bridge(Dtmf dtmf) throws Exception {
        return new Bridge(
                10,
                CallTimers.standard(),
                List.of(new TrunkSettings(
                        "local",
                        List.of("127.0.0.1"),
                        null,
                        new NumberSource.RequestUri(),
                        dtmf,
                        MediaEncryption.PREFER,
                        503,
                        null,
                        null,
                        TrunkSettings.NO_LIMIT,
                        true)));
    }

    /** Each key 80 ms of tone and 60 ms of silence, and the same key as an event after it where that is asked for. */
    private void press(DatagramSocket rtp, int mediaPort, String keys, boolean alsoAsEvents) throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), mediaPort);
        for (int at = 0; at < keys.length(); at++) {
            int place = KEYPAD.indexOf(keys.charAt(at));
            for (int frame = 0; frame < 7; frame++) {
                byte[] payload = new byte[FRAME];
                short[] samples = new short[FRAME];
                for (int i = 0; i < FRAME && frame < 4; i++) {
                    double turn = 2 * Math.PI * (frame * FRAME + i) / 8000;
                    samples[i] = (short) (6000 * (Math.sin(LOW[place / 4] * turn) + Math.sin(HIGH[place % 4] * turn)));
                }
                G711.encode(Codec.PCMU, samples, 0, FRAME, payload, 0);
                send(rtp, to, 0, timestamp, payload);
                timestamp += FRAME;
            }
            if (alsoAsEvents) {
                byte event = (byte) EVENTS.indexOf(keys.charAt(at));
                for (int i = 0; i < 3; i++) {
                    send(rtp, to, 101, timestamp, new byte[] {event, (byte) 0x8a, 2, (byte) 0x80});
                }
                timestamp += 3 * FRAME;
            }
        }
    }

    private void send(DatagramSocket rtp, InetSocketAddress to, int payloadType, int stamp, byte[] payload)
            throws Exception {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence++);
        packet.putInt(stamp).putInt(0x1234).put(payload);
        rtp.send(new DatagramPacket(packet.array(), packet.capacity(), to));
        nextNanos = Math.max(nextNanos + 20_000_000, System.nanoTime());
        Thread.sleep(Math.max(1, (nextNanos - System.nanoTime()) / 1_000_000));
    }

    /** As a phone does that has nothing to say yet: what comes before the bridge knows where from is nobody's. */
    private void isSilentUntilItIsHeard(Bridge bridge, DatagramSocket rtp, int mediaPort) throws Exception {
        byte[] silence = new byte[FRAME];
        Arrays.fill(silence, (byte) 0xff);
        for (int i = 0; i < 1500 && heard(bridge) < 5; i++) {
            send(rtp, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), mediaPort), 0, timestamp, silence);
            timestamp += FRAME;
        }
        // What is under way to the bridge is heard before the next is counted.
        Thread.sleep(200);
    }

    private static long heard(Bridge bridge) {
        return bridge.connector.liveCalls().getFirst().media().packetsReceived();
    }

    private static int mediaPort(String ok) {
        return Integer.parseInt(TextPhone.body(ok).split("m=audio ", 2)[1].split(" ", 2)[0]);
    }

    private static String formats(boolean events, int port) {
        return Sdp.of("127.0.0.1", port, events ? "0 101" : "0", "sendrecv", 1);
    }

    private void entersAndMutes(Dtmf dtmf, boolean eventsAgreed, boolean alsoAsEvents) throws Exception {
        try (Bridge bridge = bridge(dtmf);
                TextPhone phone = TextPhone.udp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3001", formats(eventsAgreed, rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            isSilentUntilItIsHeard(bridge, rtp, port);
            press(rtp, port, "2468#", alsoAsEvents);
            bridge.await("in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            press(rtp, port, "*6", alsoAsEvents);
            bridge.await("muted", () -> bridge.connector.liveCalls().getFirst().muted());
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void whereNoEventsWereAgreed() throws Exception {
        entersAndMutes(Dtmf.AUTO, false, false);
    }

    @Test
    void whereTheTrunkSaysSo() throws Exception {
        entersAndMutes(Dtmf.IN_BAND, true, false);
    }

    @Test
    void aPressThatComesAsAToneAndAsAnEventCountsOnce() throws Exception {
        entersAndMutes(Dtmf.IN_BAND, true, true);
    }

    @Test
    void notWhereEventsWereAgreed() throws Exception {
        try (Bridge bridge = bridge(Dtmf.AUTO);
                TextPhone phone = TextPhone.udp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3001", formats(true, rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            isSilentUntilItIsHeard(bridge, rtp, port);
            long before = heard(bridge);
            press(rtp, port, "2468#", false);
            bridge.await("heard", () -> heard(bridge) > before + 4 * 7);
            assertFalse(bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            phone.hangUp();
        }
    }

    @Test
    void noTrunkListensThatIsToldNotTo() {
        assertFalse(Dtmf.OUT_OF_BAND.listensForTones(false));
        assertFalse(Dtmf.OUT_OF_BAND.listensForTones(true));
    }
}
