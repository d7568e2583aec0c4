package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Something that phones talk to, in a process of its own whose CPU is counted. */
interface Server extends AutoCloseable {
    String name();

    long pid();

    /**
     * Puts a phone into a room.
     *
     * @param callId a word of its own for this call
     * @param rtpPort where the phone's media are
     * @return where its media go
     */
    InetSocketAddress call(int room, String callId, int rtpPort) throws IOException;

    /** How long it is talked with before it is measured. */
    default long settleMillis() {
        return 8_000;
    }

    /** Ticks that began more than 5 ms late, since it was started; NaN where it doesn't say. */
    double lateTicks() throws IOException, InterruptedException;

    /** Ends it with all its calls. */
    @Override
    void close() throws IOException;
}
