package dev.partyline.media;

import dev.partyline.media.net.BrowserPort;
import dev.partyline.media.net.MediaLoop;
import dev.partyline.media.room.Rooms;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** A loop with a browser port, as the browsers' edge sees it. */
final class OpenBrowserLoop implements BrowserLoop {
    private final MediaLoop loop;
    private final Rooms rooms;
    private final BrowserPort port;

    OpenBrowserLoop(MediaLoop loop, Rooms rooms, BrowserPort port) {
        this.loop = loop;
        this.rooms = rooms;
        this.port = port;
    }

    @Override
    public InetSocketAddress localAddress() {
        return port.localAddress();
    }

    @Override
    public boolean command(LongConsumer command) {
        return loop.command(command::accept);
    }

    @Override
    public boolean send(ByteBuffer datagram, InetSocketAddress to) {
        return port.send(datagram, to);
    }

    @Override
    public long oversized() {
        return port.oversized();
    }

    @Override
    public BrowserAudio openAudio(RoomId room, MixListener listener) {
        return rooms.openBrowser(room, listener);
    }
}
