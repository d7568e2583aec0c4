package dev.partyline.integration.bench.mix;

import dev.partyline.integration.peer.AsteriskConference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Asterisk 22 with ConfBridge, one conference for each number. */
public final class AsteriskServer implements Server {
    private static final int PORT = 18_560;

    private final AsteriskConference asterisk;
    private final SwarmCalls calls;
    private final String prefix;

    public AsteriskServer(InetAddress swarm) throws IOException {
        this(swarm, "");
    }

    private AsteriskServer(InetAddress swarm, String prefix) throws IOException {
        this.prefix = prefix;
        asterisk = new AsteriskConference(PORT).start();
        calls = new SwarmCalls(swarm, asterisk.sip());
    }

    /** With its jitter buffer, which is off otherwise. */
    public static AsteriskServer buffered(InetAddress swarm) throws IOException {
        return new AsteriskServer(swarm, "9");
    }

    @Override
    public String name() {
        return "Asterisk ConfBridge";
    }

    @Override
    public long pid() {
        return asterisk.pid();
    }

    @Override
    public InetSocketAddress call(int room, String callId, int rtpPort) throws IOException {
        return calls.call(prefix + (4_000 + room), callId, rtpPort);
    }

    @Override
    public double lateTicks() {
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        calls.close();
        asterisk.close();
    }
}
