package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserLoop;
import dev.partyline.media.MixListener;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.sfu.HeardAudio;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/** A loop in virtual time, driven by the test's thread; other threads' commands wait for {@link #run}. */
final class InMemoryLoop implements BrowserLoop {
    /** What was sent, and where to. */
    record Sent(ByteBuffer bytes, InetSocketAddress to) {}

    final List<Sent> sent = new ArrayList<>();
    final HeardAudio audio = new HeardAudio();
    long nowNanos = 9_000_000_000L;
    /** It takes no more commands. */
    boolean full;

    private final Thread owner = Thread.currentThread();
    private final ConcurrentLinkedQueue<LongConsumer> commands = new ConcurrentLinkedQueue<>();

    @Override
    public InetSocketAddress localAddress() {
        return new InetSocketAddress("127.0.77.9", 40_000);
    }

    @Override
    public boolean command(LongConsumer command) {
        if (full) {
            return false;
        }
        if (Thread.currentThread().equals(owner)) {
            command.accept(nowNanos);
            return true;
        }
        return commands.add(command);
    }

    void run() {
        for (LongConsumer command = commands.poll(); command != null; command = commands.poll()) {
            command.accept(nowNanos);
        }
    }

    @Override
    public boolean send(ByteBuffer datagram, InetSocketAddress to) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        sent.add(new Sent(ByteBuffer.wrap(bytes), to));
        return true;
    }

    @Override
    public long oversized() {
        return 0;
    }

    @Override
    public BrowserAudio openAudio(RoomId room, MixListener listener) {
        return audio;
    }
}
