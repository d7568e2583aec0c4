package dev.partyline.media.room;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.Chime;
import dev.partyline.media.MixListener;
import dev.partyline.media.RoomId;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The rooms of one loop. A room begins with its first leg and is gone with its last. Touched by the loop's thread
 * alone, but for {@link #counters}.
 */
public final class Rooms {
    private final Map<RoomId, Room> byId = new HashMap<>();
    // In step with the map, to be walked without an iterator.
    private final List<Room> rooms = new ArrayList<>();
    private final List<RoomId> ids = new ArrayList<>();
    private final Workbench bench = new Workbench();
    private final LoopCounters counters = new LoopCounters();
    private final RandomGenerator random = new SplittableRandom();
    private final short[] waitingMusic;
    private final OpusLibrary opus;
    private final LegFaults faults;
    private long begun;
    private boolean hasPhones;

    public Rooms(short[] waitingMusic, OpusLibrary opus, LegFaults faults) {
        this.waitingMusic = waitingMusic;
        this.opus = opus;
        this.faults = faults;
    }

    /** Takes a leg that is on its way into that room; from now on it is ticked. */
    public void open(RoomId id, PhoneLeg leg) {
        leg.goesTo(counters);
        room(id).open(leg);
    }

    /**
     * Lets a leg go from the room that it waits in, to be opened in another, perhaps of another loop.
     *
     * @return false where it is not there any more, or has entered it
     */
    public boolean release(RoomId id, PhoneLeg leg) {
        Room room = byId.get(id);
        return room != null && room.release(leg);
    }

    /** Takes a browser into that room, as a leg that neither hears nor is heard before it enters. */
    public BrowserAudio openBrowser(RoomId id, MixListener listener) {
        return room(id).openBrowser(listener);
    }

    private Room room(RoomId id) {
        Room room = byId.get(id);
        if (room == null) {
            room = new Room(waitingMusic, ++begun, opus, random, bench, counters, faults);
            byId.put(id, room);
            rooms.add(room);
            ids.add(id);
        }
        return room;
    }

    /** What a leg's owner asks of it. */
    public interface Wish {
        void grant(PhoneLeg leg, long nowNanos);
    }

    /** Does what a leg's owner asks, unless the leg is gone. */
    public void grant(RoomId id, PhoneLeg leg, Wish wish, long nowNanos) {
        Room room = byId.get(id);
        if (room == null || leg.isLetGo()) {
            return;
        }
        try {
            wish.grant(leg, nowNanos);
        } catch (Throwable fault) {
            room.broken(leg, fault, nowNanos);
        }
    }

    /** Lets a leg into its room. */
    public void enter(RoomId id, PhoneLeg leg, long nowNanos) {
        Room room = byId.get(id);
        if (room != null && !leg.isLetGo()) {
            room.enter(leg, nowNanos);
        }
    }

    /** Rings in that room, where there is one. */
    public void chime(RoomId id, Chime chime) {
        Room room = byId.get(id);
        if (room != null) {
            room.chime(chime);
        }
    }

    /** Whether it is worth while to wake for {@link #lookEarly}. */
    public boolean hasPhones() {
        return hasPhones;
    }

    /**
     * A little before a tick: some of the phones are asked what has come already.
     *
     * @param tickNanos when the tick is to begin
     */
    public void lookEarly(long tickNanos) {
        for (int i = rooms.size() - 1; i >= 0; i--) {
            rooms.get(i).lookEarly(tickNanos);
        }
    }

    /** @param skippedTicks ticks that should have come since the last one, and did not */
    public void tick(long nowNanos, int skippedTicks) {
        long legs = 0;
        boolean phones = false;
        for (int i = rooms.size() - 1; i >= 0; i--) {
            Room room = rooms.get(i);
            tick(room, nowNanos, skippedTicks);
            legs += room.legs();
            phones |= room.hasPhones();
            if (room.isEmpty()) {
                rooms.remove(i);
                byId.remove(ids.remove(i));
                close(room, nowNanos);
            }
        }
        hasPhones = phones;
        counters.set(Counter.LEGS, legs);
        counters.set(Counter.ROOMS, rooms.size());
    }

    /** A room that throws keeps no other one from its tick. */
    private void tick(Room room, long nowNanos, int skippedTicks) {
        try {
            room.tick(nowNanos, skippedTicks);
        } catch (Throwable fault) {
            faults.broke(fault);
            room.tickBroke(fault, nowNanos);
        }
    }

    private void close(Room room, long nowNanos) {
        try {
            room.closeAll(nowNanos);
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    /** Lets go of everything. */
    public void close(long nowNanos) {
        for (Room room : rooms) {
            close(room, nowNanos);
        }
        rooms.clear();
        ids.clear();
        byId.clear();
        counters.set(Counter.LEGS, 0);
        counters.set(Counter.ROOMS, 0);
    }

    public LoopCounters counters() {
        return counters;
    }
}
