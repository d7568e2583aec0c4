package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A good INVITE, cut off after each of its bytes. */
public final class TruncatedInvite {
    private TruncatedInvite() {}

    private static byte[] invite(String transport, String address, int port, InetSocketAddress peer, String number) {
        String target = number + "@" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
        String body = """
                v=0\r
                o=- 1 1 IN IP4 %1$s\r
                s=-\r
                c=IN IP4 %1$s\r
                t=0 0\r
                m=audio 30000 RTP/AVP 0 101\r
                a=rtpmap:0 PCMU/8000\r
                a=rtpmap:101 telephone-event/8000\r
                """.formatted(address);
        return """
                INVITE sip:%1$s SIP/2.0\r
                Via: SIP/2.0/%2$s %3$s:%4$d;branch=z9hG4bKcut@@;rport\r
                Max-Forwards: 70\r
                From: "cut" <sip:cut@%3$s:%4$d>;tag=cut\r
                To: <sip:%1$s>\r
                Call-ID: cut@@@%3$s\r
                CSeq: 1 INVITE\r
                Contact: <sip:cut@%3$s:%4$d>\r
                Content-Type: application/sdp\r
                Content-Length: %5$d\r
                \r
                %6$s""".formatted(target, transport, address, port, body.getBytes(UTF_8).length, body)
                .getBytes(UTF_8);
    }

    /** All but the whole message, one datagram each. */
    public static void sendEveryPrefixByUdp(String from, InetSocketAddress peer, String number)
            throws IOException, InterruptedException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(from), 0))) {
            byte[] whole = invite("UDP", from, socket.getLocalPort(), peer, number);
            for (int length = 1; length < whole.length; length++) {
                socket.send(new DatagramPacket(whole, length, peer));
                if (length % 20 == 0) {
                    Thread.sleep(20);
                }
            }
        }
    }

    /** A connection each, closed where the message breaks off. */
    public static void sendPrefixesByTcp(String from, InetSocketAddress peer, String number)
            throws IOException, InterruptedException {
        byte[] whole = invite("TCP", from, 5060, peer, number);
        for (int length = 1; length < whole.length; length += 7) {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
                socket.connect(peer, 2000);
                socket.getOutputStream().write(whole, 0, length);
                socket.getOutputStream().flush();
            }
            Thread.sleep(10);
        }
    }
}
