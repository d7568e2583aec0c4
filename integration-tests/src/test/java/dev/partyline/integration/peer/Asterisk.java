package dev.partyline.integration.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** Asterisk 22 with PJSIP, on the host's network, at 127.0.0.5. */
public final class Asterisk extends PbxContainer {
    /** The PBX's music on hold is a tone of its own, so that it can be looked for. */
    public static final double MUSIC_HERTZ = 1870;

    /** It registers over TLS, and its calls have encrypted audio alone. */
    public static final String SECURE_ACCOUNT = ACCOUNT + "-secure";

    /** Where calls come from that have the number in To, or for the bridge's account. */
    public static final String ADDRESS = "127.0.0.5";

    /** Where calls come from that have the number in a header of its own. */
    public static final String SECOND_ADDRESS = "127.0.0.6";

    private static final InetSocketAddress NO_BRIDGE = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
    private static final Duration START = Duration.ofSeconds(60);

    private final Folder keys = Folder.temporary("asterisk-keys");
    private final Certificate certificate;
    private final int tlsPort;

    /** @param digest how it challenges a registration: {@code md5} or {@code sha-256} */
    public Asterisk(int port, String digest) {
        this(port, digest, NO_BRIDGE);
    }

    /** @param bridge where it calls without a registration */
    public Asterisk(int port, String digest, InetSocketAddress bridge) {
        super(image(), ADDRESS, port, START);
        container.waitingFor(Wait.forLogMessage(".*Asterisk Ready.*", 1).withStartupTimeout(START));
        tlsPort = port + 1;
        certificate = new Certificate(keys.path(), "ip:" + ADDRESS);
        container.withCopyFileToContainer(
                MountableFile.forHostPath(certificate.certificate(), 0444), "/etc/asterisk/keys/certificate.pem");
        container.withCopyFileToContainer(
                MountableFile.forHostPath(certificate.privateKey(), 0444), "/etc/asterisk/keys/key.pem");
        Map<String, String> variables = new HashMap<>(variables(ADDRESS, port));
        variables.put("tls.port", String.valueOf(tlsPort));
        variables.put("digest", digest);
        variables.put("second.address", SECOND_ADDRESS);
        variables.put("bridge", bridge.getAddress().getHostAddress() + ":" + bridge.getPort());
        for (String file : new String[] {
            "asterisk.conf",
            "modules.conf",
            "logger.conf",
            "pjsip.conf",
            "rtp.conf",
            "extensions.conf",
            "musiconhold.conf"
        }) {
            copy("/asterisk/" + file, variables, "/etc/asterisk/" + file);
        }
        container.withCopyToContainer(Transferable.of(music()), "/var/lib/asterisk/test-moh/tone.ulaw");
    }

    public static String image() {
        return System.getProperty("it.asterisk-image", "partyline-test/asterisk:22");
    }

    public Asterisk start() {
        container.start();
        return this;
    }

    private static byte[] music() {
        short[] frame = new short[Sound.RATE * 10];
        Sound.tone(MUSIC_HERTZ, -20).fill(frame);
        byte[] bytes = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            bytes[i] = Codec.PCMU.encode(frame[i]);
        }
        return bytes;
    }

    /** What its TLS shows, on the port after {@link #sip}. */
    public Certificate certificate() {
        return certificate;
    }

    public InetSocketAddress tls() {
        return new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), tlsPort);
    }

    @Override
    public boolean bridgeIsRegistered() {
        return bridgeIsRegistered(ACCOUNT);
    }

    public boolean bridgeIsRegistered(String account) {
        return command("pjsip show contacts").contains(account + "/sip:");
    }

    public String command(String line) {
        return execute("/usr/sbin/asterisk", "-rx", line);
    }

    @Override
    public void close() {
        try (keys) {
            super.close();
        }
    }

    @Override
    public void restart() {
        // Asterisk keeps registrations in its database; one that lost them is the harder case.
        command("database deltree registrar");
        restartUntil(() -> command("core waitfullybooted").contains("fully booted"));
    }
}
