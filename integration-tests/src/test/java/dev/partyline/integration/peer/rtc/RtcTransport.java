package dev.partyline.integration.peer.rtc;

import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One browser's transport without a browser: checks, DTLS as the client, SRTP, on one connected socket. One thread
 * drives it by {@link #receive} and {@link #keepAlive}.
 */
public final class RtcTransport implements AutoCloseable {
    private static final long CHECK_EVERY_NANOS = 2_000_000_000L;
    private static final long CHECK_AGAIN_NANOS = 100_000_000L;
    private static final SecureRandom RANDOM = new SecureRandom();

    @SuppressWarnings("TimeInStaticInitializer")
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create(RANDOM, Instant.now());

    /** What came, decrypted. */
    public interface Listener {
        void rtp(ByteBuffer packet);

        void rtcp(ByteBuffer packet);
    }

    public final String ufrag = token(8);
    public final String password = token(24);
    public final DatagramChannel channel;

    private final Listener listener;
    private final ByteBuffer in = ByteBuffer.allocate(2304);
    private final AtomicReference<@Nullable SrtpKeys> keys = new AtomicReference<>();
    private @Nullable RtcAnswer answer;
    /** Theirs, a colon, ours: what checks are sent with. */
    private String username = "";

    private String remotePassword = "";
    private @Nullable DtlsAssociation dtls;
    private @Nullable SrtpSession srtp;
    private long checkedNanos;
    private boolean checked;
    private int successes;
    private volatile @Nullable String failure;

    public RtcTransport(InetAddress local, Listener listener) {
        this.listener = listener;
        try {
            channel = DatagramChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return text.toString();
    }

    public static String fingerprint() {
        return IDENTITY.sha256Fingerprint();
    }

    /** Begins to connect. */
    public void connect(RtcAnswer to) throws IOException {
        answer = to;
        username = to.ufrag() + ":" + ufrag;
        remotePassword = to.password();
        channel.connect(to.candidate());
        check(System.nanoTime());
    }

    /** Checks with other credentials from now on; DTLS and the keys stay (RFC 8445 section 9). */
    public void restartIce(String ownUfrag, String theirUfrag, String theirPassword) throws IOException {
        username = theirUfrag + ":" + ownUfrag;
        remotePassword = theirPassword;
        successes = 0;
        check(System.nanoTime());
    }

    /** Checks that were answered since the last restart. */
    public int successes() {
        return successes;
    }

    private void check(long nowNanos) throws IOException {
        checkedNanos = nowNanos;
        channel.write(ByteBuffer.wrap(StunCheck.request(username, remotePassword, true)));
    }

    /** Consent and, before it was answered, the first check again. */
    public void keepAlive(long nowNanos) throws IOException {
        if (answer != null && nowNanos - checkedNanos > (checked ? CHECK_EVERY_NANOS : CHECK_AGAIN_NANOS)) {
            check(nowNanos);
        }
    }

    /** Takes all that has come. */
    public void receive() throws IOException {
        while (true) {
            in.clear().limit(2048);
            int length;
            try {
                length = channel.read(in);
            } catch (java.net.PortUnreachableException gone) {
                return;
            }
            if (length <= 0) {
                return;
            }
            in.flip();
            int first = in.get(0) & 0xff;
            if (first < 4) {
                answered();
            } else if (first >= 20 && first <= 63) {
                if (dtls != null) {
                    dtls.received(in);
                }
            } else if (first >= 128) {
                media();
            }
        }
    }

    private void answered() {
        if (!StunCheck.isSuccess(in)) {
            return;
        }
        successes++;
        if (checked) {
            return;
        }
        checked = true;
        RtcAnswer to = java.util.Objects.requireNonNull(answer);
        dtls = DtlsAssociation.start(
                DtlsAssociation.Role.CLIENT,
                IDENTITY,
                DtlsFingerprint.parse(to.fingerprint()),
                (bytes, offset, length) -> {
                    try {
                        channel.write(ByteBuffer.wrap(bytes, offset, length));
                    } catch (IOException e) {
                        failure = e.toString();
                    }
                },
                new DtlsAssociation.Listener() {
                    @Override
                    public void established(SrtpKeys established) {
                        keys.set(established);
                    }

                    @Override
                    public void failed(String reason) {
                        failure = reason;
                    }

                    @Override
                    public void closed() {
                        failure = "the far end closed";
                    }
                });
    }

    private void media() {
        if (!isConnected() || srtp == null) {
            return;
        }
        boolean rtcp = (in.get(1) & 0xff) >= 192 && (in.get(1) & 0xff) <= 223;
        if (rtcp) {
            if (srtp.unprotectRtcp(in) == null) {
                listener.rtcp(in);
            }
        } else if (srtp.unprotectRtp(in) == null) {
            listener.rtp(in);
        }
    }

    /** Whether media may flow; takes the keys over from the handshake. */
    public boolean isConnected() {
        if (failure != null) {
            throw new AssertionError("DTLS failed: " + failure);
        }
        if (srtp == null) {
            SrtpKeys agreed = keys.get();
            if (agreed == null) {
                return false;
            }
            srtp = new SrtpSession(agreed);
        }
        return true;
    }

    /** Protects in place and sends; array-backed, with room behind the limit. */
    public boolean sendRtp(ByteBuffer packet) throws IOException {
        return srtp != null && srtp.protectRtp(packet) && channel.write(packet) > 0;
    }

    public boolean sendRtcp(ByteBuffer packet) throws IOException {
        return srtp != null && srtp.protectRtcp(packet) && channel.write(packet) > 0;
    }

    /** Says nothing to the far end: as a killed browser. */
    public void vanish() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (dtls != null) {
            dtls.close();
        }
        if (srtp != null) {
            srtp.close();
        }
        vanish();
    }
}
