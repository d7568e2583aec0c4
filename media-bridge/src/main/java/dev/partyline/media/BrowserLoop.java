package dev.partyline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** One media loop as its browsers see it: its UDP port and the rooms that are pinned to it. */
public interface BrowserLoop {
    /** The bound port and address, for candidates. */
    InetSocketAddress localAddress();

    /**
     * Has something done on the loop's thread, given the time in nanoseconds; from any thread, in order.
     *
     * @return false where it will not be done: the loop is closed, or has far too much to do
     */
    boolean command(LongConsumer command);

    /**
     * Sends a datagram from position to limit, on the loop's thread only.
     *
     * @return false where the system would not take it; it is then gone and counted
     */
    boolean send(ByteBuffer datagram, InetSocketAddress to);

    /** Datagrams that came and were dropped unread, longer than any browser's; from any thread. */
    long oversized();

    /** Takes a browser into a room as a leg that neither hears nor is heard before it enters; on the loop's thread only. */
    BrowserAudio openAudio(RoomId room, MixListener listener);
}
