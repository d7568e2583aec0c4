package dev.partyline.sip;

import dev.partyline.sip.transport.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A phone that is nothing but text: it sends what a test writes, and shows what came. */
final class TextPhone implements AutoCloseable {
    /** For what is sure to come, on a busy machine too. */
    static final int PATIENCE_MILLIS = 30_000;

    private final Protocol protocol;
    private final InetSocketAddress bridge;
    private final @Nullable DatagramSocket udp;
    private final @Nullable Socket connection;
    String callId = token();
    String fromTag = token();
    String toTag = "";
    String lastBranch = "";
    /** The last 200 to an INVITE, and the last that was acknowledged: on a busy machine it comes again meanwhile. */
    private String ok = "";

    private String acknowledged = "";
    long cseq = 1;
    /** What Contact says instead of where this phone is; empty for that. */
    String contact = "";

    private TextPhone(Protocol protocol, String from, int bridgePort, SocketFactory sockets) throws IOException {
        this.protocol = protocol;
        this.bridge = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), bridgePort);
        if (protocol.isConnection()) {
            udp = null;
            connection = sockets.createSocket();
            connection.bind(new InetSocketAddress(from, 0));
            connection.connect(bridge, PATIENCE_MILLIS);
        } else {
            udp = new DatagramSocket(new InetSocketAddress(from, 0));
            connection = null;
        }
    }

    static TextPhone udp(int bridgePort) throws IOException {
        return new TextPhone(Protocol.UDP, "127.0.0.1", bridgePort, SocketFactory.getDefault());
    }

    static TextPhone udpFrom(String address, int bridgePort) throws IOException {
        return new TextPhone(Protocol.UDP, address, bridgePort, SocketFactory.getDefault());
    }

    static TextPhone tcp(int bridgePort) throws IOException {
        return new TextPhone(Protocol.TCP, "127.0.0.1", bridgePort, SocketFactory.getDefault());
    }

    static TextPhone tls(int bridgePort, SSLContext context) throws IOException {
        return new TextPhone(Protocol.TLS, "127.0.0.1", bridgePort, context.getSocketFactory());
    }

    static String token() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    int localPort() {
        return protocol.isConnection() ? connection().getLocalPort() : udp().getLocalPort();
    }

    private DatagramSocket udp() {
        if (udp == null) {
            throw new IllegalStateException("a TCP phone");
        }
        return udp;
    }

    private Socket connection() {
        if (connection == null) {
            throw new IllegalStateException("a UDP phone");
        }
        return connection;
    }

    /** An INVITE without a tag in To. */
    String invite(String number, String sdp, String... headers) {
        return request("INVITE", "sip:" + number + "@127.0.0.1", false, sdp, headers);
    }

    /** A request in the dialog, with a CSeq and a branch of its own. */
    String next(String method, String sdp, String... headers) {
        cseq++;
        return request(method, "sip:127.0.0.1", true, sdp, headers);
    }

    String ack(String sdp) {
        return request("ACK", "sip:127.0.0.1", true, sdp);
    }

    String request(String method, String uri, boolean inDialog, String sdp, String... headers) {
        if (!method.equals("CANCEL") && !(method.equals("ACK") && !inDialog)) {
            lastBranch = "z9hG4bK" + token();
        }
        String local = (udp == null ? connection().getLocalAddress() : udp.getLocalAddress()).getHostAddress();
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + protocol + " " + local + ":" + localPort() + ";branch=" + lastBranch
                + ";rport\r\n"
                + "From: \"Ann\" <sip:ann@127.0.0.1>;tag=" + fromTag + "\r\n"
                + "To: <sip:bridge@127.0.0.1>" + (inDialog ? ";tag=" + toTag : "") + "\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + " " + method + "\r\nMax-Forwards: 70\r\n"
                + "Contact: "
                + (contact.isEmpty()
                        ? "<sip:ann@" + local + ":" + localPort()
                                + (protocol.isConnection() ? ";transport=" + protocol.token() : "") + ">"
                        : contact)
                + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!sdp.isEmpty()) {
            text.append("Content-Type: application/sdp\r\n");
        }
        return text + "Content-Length: " + sdp.length() + "\r\n\r\n" + sdp;
    }

    void send(String message) throws IOException {
        if (message.startsWith("ACK ")
                && header(message, "To").equals(header(ok, "To"))
                && header(message, "CSeq").equals(header(ok, "CSeq").replace("INVITE", "ACK"))) {
            acknowledged = ok;
        }
        sendRaw(message.getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        if (protocol.isConnection()) {
            connection().getOutputStream().write(bytes);
            connection().getOutputStream().flush();
        } else {
            udp().send(new DatagramPacket(bytes, bytes.length, bridge));
        }
    }

    /** The next message, whatever it is; null where none comes within so many milliseconds. */
    @Nullable
    String receive(int millis) throws IOException {
        try {
            String message = protocol.isConnection() ? receiveTcp(millis) : receiveUdp(millis);
            Matcher tag = Pattern.compile("(?im)^To:.*;tag=([^;\\s]+)").matcher(message);
            if (message.startsWith("SIP/2.0 ") && tag.find()) {
                toTag = tag.group(1);
            }
            if (message.startsWith("SIP/2.0 200") && header(message, "CSeq").endsWith(" INVITE")) {
                ok = message;
            }
            return message;
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** The next message, 100 or not. */
    String soon() throws IOException {
        String message = receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return message;
    }

    /** Takes what is on its way already. */
    void skipPending() throws IOException {
        String message = receive(50);
        while (message != null) {
            message = receive(20);
        }
    }

    private String receiveUdp(int millis) throws IOException {
        udp().setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        udp().receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private String receiveTcp(int millis) throws IOException {
        connection().setSoTimeout(millis);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        while (!header.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int b = connection().getInputStream().read();
            if (b < 0) {
                throw new IOException("the bridge closed the connection");
            }
            header.write(b);
        }
        String text = header.toString(StandardCharsets.UTF_8);
        Matcher length =
                Pattern.compile("(?im)^Content-Length\\s*:\\s*([0-9]+)").matcher(text);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text + new String(connection().getInputStream().readNBytes(body), StandardCharsets.UTF_8);
    }

    /** The next message but a 100, or a 200 that is acknowledged already; an error where none comes. */
    String expect(String startOfLine) throws IOException {
        while (true) {
            String message = receive(PATIENCE_MILLIS);
            if (message == null) {
                throw new AssertionError("nothing came, not " + startOfLine);
            }
            if (message.equals(acknowledged)) {
                continue;
            }
            if (message.startsWith(startOfLine)) {
                return message;
            }
            if (!message.startsWith("SIP/2.0 100")) {
                throw new AssertionError("not " + startOfLine + " but " + message);
            }
        }
    }

    /** Answers a request of the bridge's. */
    void answer(String request, String statusLine, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 " + statusLine + "\r\n");
        for (String line : request.split("\r\n", -1)) {
            if (line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*")) {
                text.append(line).append("\r\n");
            }
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        send(text + "Content-Length: 0\r\n\r\n");
    }

    /** A proper call up to its ACK. */
    String call(String number) throws IOException {
        send(invite(number, Sdp.offer(40_000)));
        String ok = expect("SIP/2.0 200");
        send(ack(""));
        return ok;
    }

    void hangUp() throws IOException {
        send(next("BYE", ""));
        expect("SIP/2.0 200");
    }

    static String header(String message, String name) {
        Matcher found = Pattern.compile("(?im)^" + name + "\\s*:\\s*(.*?)\\s*$").matcher(message);
        return found.find() ? found.group(1) : "";
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() throws IOException {
        if (udp != null) {
            udp.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
