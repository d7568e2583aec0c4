package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The swarm's signalling: one call after the other over one UDP socket, as plain text (RFC 3261, RFC 8866). */
public final class SwarmCalls implements AutoCloseable {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(5);
    private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=audio (\\d+) ");
    private static final Pattern TO_TAG = Pattern.compile("(?mi)^To:.*;tag=([^;\\s]+)");
    private static final Pattern CONTACT = Pattern.compile("(?mi)^Contact:\\s*<([^>]+)>");

    private final InetAddress local;
    private final InetSocketAddress server;
    private final DatagramChannel socket;
    private final Selector selector;
    private final Map<String, Dialog> dialogs = new HashMap<>();

    /** What a request within a call needs (RFC 3261 section 12). */
    private record Dialog(String uri, String contact, String remoteTag) {}

    public SwarmCalls(InetAddress local, InetSocketAddress server) throws IOException {
        this.local = local;
        this.server = server;
        socket = DatagramChannel.open().bind(new InetSocketAddress(local, 0));
        socket.configureBlocking(false);
        selector = Selector.open();
        socket.register(selector, SelectionKey.OP_READ);
    }

    /**
     * @param callId also the tag and the branch, so a token (RFC 3261 section 25.1)
     * @return where its media go
     */
    public InetSocketAddress call(String number, String callId, int rtpPort) throws IOException {
        String uri = "sip:%s@%s".formatted(number, hostPort(server));
        String sdp = """
                v=0
                o=- 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP 0 101
                a=rtpmap:101 telephone-event/8000
                a=ptime:20
                """.formatted(local.getHostAddress(), rtpPort).replace("\n", "\r\n");
        send(request("INVITE", uri, callId, "", 1, "", "1")
                + "Contact: <sip:%s@%s>\r\n".formatted(callId, hostPort(localAddress()))
                + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp);
        String answer = finalResponse(callId, "INVITE");
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IOException(
                    callId + " was refused: " + answer.lines().findFirst().orElse("no answer"));
        }
        String remoteTag = ";tag=" + first(TO_TAG, answer);
        String contact = first(CONTACT, answer);
        send(request("ACK", contact, callId, remoteTag, 1, uri, "2") + "Content-Length: 0\r\n\r\n");
        dialogs.put(callId, new Dialog(uri, contact, remoteTag));
        return new InetSocketAddress(server.getAddress(), Integer.parseInt(first(MEDIA_PORT, answer)));
    }

    /** Ends a call, which is answered. */
    public void hangUp(String callId) throws IOException {
        Dialog dialog = dialogs.remove(callId);
        if (dialog == null) {
            throw new IOException(callId + " is no call");
        }
        send(request("BYE", dialog.contact(), callId, dialog.remoteTag(), 2, dialog.uri(), "3")
                + "Content-Length: 0\r\n\r\n");
        String answer = finalResponse(callId, "BYE");
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IOException(
                    callId + " was not ended: " + answer.lines().findFirst().orElse("no answer"));
        }
    }

    /** Knows nothing of a call any more, and says nothing to the server: the phone's power went. */
    public void forget(String callId) {
        dialogs.remove(callId);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
    }

    private String request(String method, String uri, String callId, String toTag, int cseq, String to, String branch)
            throws IOException {
        return """
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s;rport;branch=z9hG4bK%4$s-%5$s
                Max-Forwards: 70
                From: <sip:swarm@%3$s>;tag=%4$s
                To: <%6$s>%7$s
                Call-ID: %4$s
                CSeq: %8$d %1$s
                """.formatted(
                        method, uri, hostPort(localAddress()), callId, branch, to.isEmpty() ? uri : to, toTag, cseq)
                .replace("\n", "\r\n");
    }

    private void send(String message) throws IOException {
        socket.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.US_ASCII)), server);
    }

    private String finalResponse(String callId, String method) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(65_536);
        long deadlineNanos = System.nanoTime() + ANSWER_DEADLINE.toNanos();
        while (true) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new IOException(method + " of " + callId + " got no answer");
            }
            selector.select(key -> {}, leftMillis);
            while (socket.receive(in.clear()) != null) {
                String message = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
                boolean ours = message.contains("Call-ID: " + callId) && message.contains(" " + method + "\r\n");
                if (ours && message.startsWith("SIP/2.0 ") && !message.startsWith("SIP/2.0 1")) {
                    return message;
                }
            }
        }
    }

    private InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) socket.getLocalAddress();
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String first(Pattern pattern, String message) throws IOException {
        Matcher matcher = pattern.matcher(message);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in: " + message);
        }
        return matcher.group(1);
    }
}
