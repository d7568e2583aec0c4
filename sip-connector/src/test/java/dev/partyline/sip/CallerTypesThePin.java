package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PINs and *6 by RFC 4733 events in real RTP, through the media loop to the attendant. */
@Timeout(180)
class CallerTypesThePin {
    private static final String KEYS = "0123456789*#ABCD";

    private int sequence = 1;
    private int timestamp = 1000;

    private void press(DatagramSocket rtp, int mediaPort, String keys) throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), mediaPort);
        for (int at = 0; at < keys.length(); at++) {
            byte event = (byte) KEYS.indexOf(keys.charAt(at));
            for (int i = 1; i <= 6; i++) {
                ByteBuffer packet = ByteBuffer.allocate(16);
                packet.put((byte) 0x80).put((byte) (i == 1 ? 0x80 | 101 : 101)).putShort((short) sequence++);
                packet.putInt(timestamp).putInt(0x1234);
                packet.put(event).put((byte) (i > 3 ? 0x8a : 0x0a));
                packet.putShort((short) (160 * Math.min(i, 4)));
                rtp.send(new DatagramPacket(packet.array(), 16, to));
                Thread.sleep(5);
            }
            timestamp += 800;
            Thread.sleep(40);
        }
    }

    private static int mediaPort(String ok) {
        return Integer.parseInt(TextPhone.body(ok).split("m=audio ", 2)[1].split(" ", 2)[0]);
    }

    @Test
    void isLetInAndMutesHimself() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3001", Sdp.offer(rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            assertEquals(
                    LiveCall.Phase.AT_THE_DOOR,
                    bridge.connector.liveCalls().getFirst().phase());
            press(rtp, port, "2468#");
            bridge.await("in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            press(rtp, port, "*6");
            bridge.await("muted", () -> bridge.connector.liveCalls().getFirst().muted());
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void isSentAwayAfterThreeWrongOnes() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3001", Sdp.offer(rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            for (int i = 0; i < 3; i++) {
                press(rtp, port, "1111#");
            }
            phone.answer(phone.expect("BYE "), "200 OK");
            assertEquals(EndReason.PIN_REFUSED, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void isLedFromTheAttendantToHisConferenceAsAHost() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3002", Sdp.offer(rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            assertEquals("", bridge.connector.liveCalls().getFirst().channelName());
            press(rtp, port, "481#2468#");
            bridge.await("in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            assertEquals("boardroom", bridge.connector.liveCalls().getFirst().channelName());
            assertTrue(bridge.connector.liveCalls().getFirst().host());
            bridge.await("there is one room", () -> bridge.media.stats().rooms() == 1);
            // Its ports have come along.
            press(rtp, port, "*9");
            bridge.await("hand", () -> bridge.connector.liveCalls().getFirst().handRaised());
            phone.hangUp();
            assertEquals("boardroom", bridge.ended().channelName());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void isSentAwayWhenNobodyJudgesIt() throws Exception {
        try (Bridge bridge = new Bridge(10, Bridge.hasty(), Bridge.trunks());
                TextPhone phone = TextPhone.tcp(bridge.port());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.send(phone.invite("3001", Sdp.offer(rtp.getLocalPort())));
            int port = mediaPort(phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            press(rtp, port, "7777#");
            phone.answer(phone.expect("BYE "), "200 OK");
            assertEquals(EndReason.ROUTING_UNAVAILABLE, bridge.ended().reason());
            assertEquals(1, bridge.connector.stats().drops().get("enter-unanswered"));
            bridge.nothingIsLeft();
        }
    }
}
