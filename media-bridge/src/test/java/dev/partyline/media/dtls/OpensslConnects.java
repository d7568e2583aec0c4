package dev.partyline.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another implementation: the system's openssl, where there is one. */
final class OpensslConnects {
    @TempDir
    Path directory;

    private Process openssl(List<String> arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
    }

    private boolean certificate() throws InterruptedException {
        try {
            String command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -subj /CN=x "
                    + "-keyout key.pem -out cert.pem";
            return openssl(List.of(command.split(" "))).waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private DtlsFingerprint fingerprint() throws Exception {
        byte[] pem = Files.readAllBytes(directory.resolve("cert.pem"));
        byte[] der = CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(pem))
                .getEncoded();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
        return DtlsFingerprint.parse("sha-256 " + HexFormat.ofDelimiter(":").formatHex(hash));
    }

    @Test
    @Timeout(60)
    void asAClientWithACertificate() throws Exception {
        assumeTrue(certificate(), "no openssl here");
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.77.1", 0));
                TestPeer server = new TestPeer()) {
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            String command = "s_client -dtls1_2 -connect 127.0.77.1:" + port
                    + " -cert cert.pem -key key.pem -use_srtp SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM";
            Process client = openssl(List.of(command.split(" ")));
            try {
                ByteBuffer in = ByteBuffer.allocate(2048);
                SocketAddress peer = channel.receive(in);
                server.path = datagram -> {
                    try {
                        channel.send(ByteBuffer.wrap(datagram), peer);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    return false;
                };
                server.far = server;
                server.start(DtlsAssociation.Role.SERVER, fingerprint());
                Thread reader = Thread.ofVirtual().start(() -> read(channel, in, server));
                assertEquals("established", server.hears());
                assertEquals("SrtpKeys[AEAD_AES_128_GCM]", String.valueOf(server.keys));
                client.getOutputStream().write("Q\n".getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                assertEquals("closed", server.hears());
                assertTrue(server.ends());

                reader.interrupt();
                reader.join();
            } finally {
                client.destroyForcibly();
            }
            assertTrue(client.waitFor(30, TimeUnit.SECONDS));
        }
    }

    private static void read(DatagramChannel channel, ByteBuffer in, TestPeer server) {
        try {
            while (true) {
                in.flip();
                byte[] datagram = new byte[in.remaining()];
                in.get(datagram);
                server.received(datagram);
                in.clear();
                channel.receive(in);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
