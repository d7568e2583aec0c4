package dev.partyline.media;

import dev.partyline.media.mix.Loudness;
import dev.partyline.media.net.PhonePort;
import dev.partyline.media.prompt.Spoken;
import dev.partyline.media.room.PhoneLeg;
import dev.partyline.media.room.Rooms;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * A leg's owner's end: turns calls from any thread into commands to the leg's loop. A leg that enters a room of another
 * loop is handed over to it by the first one; what is asked of the leg goes on through the first one's queue, so that
 * nothing overtakes the handing over.
 */
final class OpenPhone implements PhoneMedia {
    private static final int SHORTEST_PACKET_MILLIS = 10;
    private static final int LONGEST_PACKET_MILLIS = 60;

    private record Seat(RoomId room, BridgeLoop loop) {}

    private interface Command {
        void run(Rooms rooms, RoomId room, long nowNanos);
    }

    private final Function<RoomId, BridgeLoop> loopOf;
    private final Seat first;
    private final PhonePort port;
    private final PhoneLeg leg;
    private volatile Seat seat;

    OpenPhone(Function<RoomId, BridgeLoop> loopOf, RoomId room, PhonePort port, PhoneLeg leg) {
        this.loopOf = loopOf;
        this.port = port;
        this.leg = leg;
        first = new Seat(room, loopOf.apply(room));
        seat = first;
    }

    /** Puts the leg on its loop; false where the loop takes no more. */
    boolean open() {
        return command((rooms, room, nowNanos) -> rooms.open(room, leg));
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
    public void say(List<Spoken> prompts) {
        List<Spoken> spoken = List.copyOf(prompts);
        if (spoken.size() > PhoneLeg.MOST_PROMPTS) {
            throw new IllegalArgumentException("too many prompts in one go");
        }
        ask((asked, nowNanos) -> asked.say(spoken));
    }

    @Override
    public void enter(RoomId wanted) {
        Seat now = seat;
        if (!wanted.equals(now.room())) {
            Seat next = new Seat(wanted, loopOf.apply(wanted));
            if (!first.loop().thread().command(_ -> move(next))) {
                lose();
                return;
            }
            seat = next;
        }
        if (!command((rooms, room, nowNanos) -> rooms.enter(room, leg, nowNanos))) {
            lose();
        }
    }

    /** On the thread of the first loop. */
    private void move(Seat next) {
        Rooms rooms = first.loop().rooms();
        if (!rooms.release(first.room(), leg)) {
            return;
        }
        if (next.loop().equals(first.loop())) {
            rooms.open(next.room(), leg);
            return;
        }
        try {
            port.handTo(next.loop().thread().rtcpWatch());
        } catch (IOException | RuntimeException e) {
            lose();
        }
        if (!next.loop().thread().command(_ -> next.loop().rooms().open(next.room(), leg))) {
            // Nobody else will close it.
            rooms.open(first.room(), leg);
            lose();
        }
    }

    /** It cannot get to where it belongs: better its owner hears of that than its caller nothing. */
    private void lose() {
        leg.letGo();
        leg.tellBroken();
    }

    @Override
    public void waitWithMusic() {
        ask((asked, nowNanos) -> asked.waitWithMusic());
    }

    @Override
    public void mute(boolean muted) {
        ask((asked, nowNanos) -> asked.mute(muted));
    }

    @Override
    public void volume(int decibels) {
        if (Math.abs(decibels) > Loudness.MOST_DB) {
            throw new IllegalArgumentException("a volume is within " + Loudness.MOST_DB + " dB either way");
        }
        ask((asked, nowNanos) -> asked.volume(decibels));
    }

    @Override
    public void listenForTones(boolean listen) {
        ask((asked, nowNanos) -> asked.listenForTones(listen));
    }

    private void ask(Rooms.Wish wish) {
        command((rooms, room, nowNanos) -> rooms.grant(room, leg, wish, nowNanos));
    }

    private boolean command(Command command) {
        Seat to = seat;
        BridgeLoop loop = to.loop();
        return first.loop().thread().command(nowNanos -> {
            if (loop.equals(first.loop())) {
                command.run(loop.rooms(), to.room(), nowNanos);
            } else if (!loop.thread().command(later -> command.run(loop.rooms(), to.room(), later))) {
                lose();
            }
        });
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
