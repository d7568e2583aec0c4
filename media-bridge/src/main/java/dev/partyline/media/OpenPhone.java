package dev.partyline.media;

import dev.partyline.media.net.MediaLoop;
import dev.partyline.media.net.PhonePort;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.room.PhoneLeg;
import dev.partyline.media.room.Rooms;
import java.util.List;

/** A leg's owner's end: turns calls from any thread into commands to the leg's loop. */
final class OpenPhone implements PhoneMedia {
    private static final int SHORTEST_PACKET_MILLIS = 10;
    private static final int LONGEST_PACKET_MILLIS = 60;

    private final MediaLoop loop;
    private final Rooms rooms;
    private final RoomId room;
    private final PhonePort port;
    private final PhoneLeg leg;

    OpenPhone(MediaLoop loop, Rooms rooms, RoomId room, PhonePort port, PhoneLeg leg) {
        this.loop = loop;
        this.rooms = rooms;
        this.room = room;
        this.port = port;
        this.leg = leg;
    }

    /** Puts the leg on its loop; false where the loop takes no more. */
    boolean open() {
        return loop.command(nowNanos -> rooms.open(room, leg));
    }

    @Override
    public int rtpPort() {
        return port.rtpPort();
    }

    @Override
    public void connect(PhoneStream stream) {
        if (stream.remoteRtp().isUnresolved() || stream.remoteRtcp().isUnresolved()) {
            throw new IllegalArgumentException("a far end is an address, not a name");
        }
        if (stream.packetMillis() < SHORTEST_PACKET_MILLIS || stream.packetMillis() > LONGEST_PACKET_MILLIS) {
            throw new IllegalArgumentException("a packet carries 10 to 60 ms");
        }
        ask((asked, nowNanos) -> asked.connect(stream, nowNanos));
    }

    @Override
    public void say(List<Prompt> prompts) {
        List<Prompt> spoken = List.copyOf(prompts);
        if (spoken.size() > PhoneLeg.MOST_PROMPTS) {
            throw new IllegalArgumentException("too many prompts in one go");
        }
        ask((asked, nowNanos) -> asked.say(spoken));
    }

    @Override
    public void enter() {
        loop.command(nowNanos -> rooms.enter(room, leg, nowNanos));
    }

    @Override
    public void mute(boolean muted) {
        ask((asked, nowNanos) -> asked.mute(muted));
    }

    @Override
    public void listenForTones(boolean listen) {
        ask((asked, nowNanos) -> asked.listenForTones(listen));
    }

    private void ask(Rooms.Wish wish) {
        loop.command(nowNanos -> rooms.grant(room, leg, wish, nowNanos));
    }

    @Override
    public PhoneMediaStats stats() {
        return leg.stats();
    }

    /** Not a command, so that no queue can be too full for it. */
    @Override
    public void close() {
        leg.letGo();
    }
}
