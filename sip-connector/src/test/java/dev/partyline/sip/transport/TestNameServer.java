package dev.partyline.sip.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A name server that knows some SRV records (RFC 1035 section 4, RFC 2782), and of other names that they do not exist. */
public final class TestNameServer implements AutoCloseable {
    public record Srv(int priority, int weight, int port, String target) {}

    private static final int SRV = 33;
    private static final int NAME_ERROR = 3;

    public final Map<String, List<Srv>> records = new ConcurrentHashMap<>();
    final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));

    public TestNameServer() throws IOException {
        Thread.ofVirtual().name("name-server").start(this::run);
    }

    public String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    private void run() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(buffer, packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private byte[] answer(byte[] question, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += 1 + question[at];
        }
        int endOfQuestion = at + 5;
        questions.add(name.toString());
        List<Srv> found = records.getOrDefault(name.toString(), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8180 | (found.isEmpty() ? NAME_ERROR : 0));
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(question, 12, endOfQuestion - 12);
        for (Srv srv : found) {
            out.writeShort(0xc00c);
            out.writeShort(SRV);
            out.writeShort(1);
            out.writeInt(60);
            byte[] target = target(srv.target());
            out.writeShort(6 + target.length);
            out.writeShort(srv.priority());
            out.writeShort(srv.weight());
            out.writeShort(srv.port());
            out.write(target);
        }
        return length > 0 ? bytes.toByteArray() : new byte[0];
    }

    private static byte[] target(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
