package dev.partyline.integration.bench.mix;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Folder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The bridge with its demo's numbers, of which each from 4000 on leads to a room of its own. */
public final class BridgeServer implements Server {
    private static final int BASE_PORT = 18_480;
    private static final int FIRST_ROOM = 4_000;

    private final Folder data = Folder.temporary("partyline-bench");
    private final BridgeProcess bridge;
    private final SwarmCalls calls;

    public BridgeServer(InetAddress swarm) throws IOException, InterruptedException {
        bridge = new BridgeProcess(BASE_PORT, data.path());
        bridge.set("partyline.limits.calls", 2000)
                .set("partyline.media.phone-ports", "20000-29999")
                .start();
        calls = new SwarmCalls(swarm, bridge.sip());
    }

    @Override
    public String name() {
        return "Partyline";
    }

    @Override
    public long pid() {
        return bridge.pid();
    }

    @Override
    public InetSocketAddress call(int room, String callId, int rtpPort) throws IOException {
        return calls.call(Integer.toString(FIRST_ROOM + room), callId, rtpPort);
    }

    /** The compiler of the JVM is at work so long; what is asked for is what a call costs, not a start. */
    @Override
    public long settleMillis() {
        return 40_000;
    }

    @Override
    public double lateTicks() throws IOException, InterruptedException {
        return bridge.lateTicks();
    }

    @Override
    public void close() throws IOException {
        calls.close();
        bridge.close();
        data.close();
    }
}
