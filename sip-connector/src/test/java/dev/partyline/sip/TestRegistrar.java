package dev.partyline.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A registrar of a few lines: challenges by SHA-256, checks the answer by its own reckoning, can be made to fail. */
final class TestRegistrar implements AutoCloseable {
    private final DatagramSocket socket;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final String password;
    volatile boolean broken;
    /** What is granted, to a Contact that the registrar wrote in its own way; 0 for what was asked for. */
    volatile int grantedToAnother;
    /** Expires of each REGISTER that was accepted. */
    final BlockingQueue<Integer> accepted = new LinkedBlockingQueue<>();

    final BlockingQueue<Integer> refused = new LinkedBlockingQueue<>();

    TestRegistrar(String address, String password) throws IOException {
        this(address, password, ServerSocketFactory.getDefault());
    }

    /** @param connections of TCP or of TLS */
    TestRegistrar(String address, String password, ServerSocketFactory connections) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        this.password = password;
        this.server = connections.createServerSocket(socket.getLocalPort(), 50, InetAddress.ofLiteral(address));
        Thread.ofVirtual().name("registrar").start(this::run);
        Thread.ofVirtual().name("registrar-tcp").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void run() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                String request = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** A REGISTER has no body: a message ends with its empty line. */
    private void serve(Socket connection) {
        try (connection) {
            StringBuilder request = new StringBuilder();
            int b = connection.getInputStream().read();
            while (b >= 0) {
                request.append((char) b);
                if (request.toString().endsWith("\r\n\r\n")) {
                    connection
                            .getOutputStream()
                            .write(answer(request.toString()).getBytes(StandardCharsets.UTF_8));
                    request.setLength(0);
                }
                b = connection.getInputStream().read();
            }
        } catch (IOException e) {
            connections.remove(connection);
        }
    }

    void dropConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private String answer(String request) {
        int expires = Integer.parseInt(TextPhone.header(request, "Expires"));
        if (broken) {
            refused.add(503);
            return response(request, "503 Service Unavailable", "");
        }
        String authorization = TextPhone.header(request, "Authorization");
        if (authorization.isEmpty()) {
            return response(
                    request,
                    "401 Unauthorized",
                    "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n0nce\", qop=\"auth\", algorithm=SHA-256\r\n");
        }
        String uri = parameter(authorization, "uri");
        String expected = hash(hash("bridge:pbx:" + password) + ":n0nce:" + parameter(authorization, "nc") + ":"
                + parameter(authorization, "cnonce") + ":auth:" + hash("REGISTER:" + uri));
        if (!expected.equals(parameter(authorization, "response"))) {
            refused.add(403);
            return response(request, "403 Forbidden", "");
        }
        accepted.add(expires);
        if (grantedToAnother > 0 && expires > 0) {
            return response(
                    request, "200 OK", "Contact: <sip:bridge@192.0.2.9:1024>;expires=" + grantedToAnother + "\r\n");
        }
        return response(
                request, "200 OK", "Contact: " + TextPhone.header(request, "Contact") + ";expires=" + expires + "\r\n");
    }

    private static String response(String request, String status, String headers) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String line : request.split("\r\n", -1)) {
            if (line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*")) {
                text.append(line).append("\r\n");
            }
        }
        return text + headers + "Content-Length: 0\r\n\r\n";
    }

    private static String parameter(String header, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]+)").matcher(header);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
        dropConnections();
    }
}
