package dev.partyline.media.room;

import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;

/** A channel's room: the legs that are in it or on their way in, and what happens to them in a tick, in this order. */
final class Room {
    private final List<PhoneLeg> legs = new ArrayList<>();
    private final RoomAudio audio;
    private final DatagramBuffers buffers;
    private final LoopCounters counters;
    private final LegFaults faults;
    private int entered;

    Room(short[] waitingMusic, long noiseSeed, DatagramBuffers buffers, LoopCounters counters, LegFaults faults) {
        audio = new RoomAudio(waitingMusic, noiseSeed, counters);
        this.buffers = buffers;
        this.counters = counters;
        this.faults = faults;
    }

    void open(PhoneLeg leg) {
        legs.add(leg);
    }

    /** From now on the leg hears and is heard. The first one is told that it is. */
    void enter(PhoneLeg leg, long nowNanos) {
        // Who let go since the last tick is nobody's company any more.
        closeThoseLetGo(nowNanos);
        if (leg.entered() || leg.isLetGo()) {
            return;
        }
        leg.enter();
        entered++;
        if (entered == 1) {
            leg.announceFirst();
        } else if (entered == 2) {
            for (PhoneLeg other : legs) {
                other.stopAnnouncement();
            }
        }
    }

    void tick(long nowNanos, int skippedTicks) {
        closeThoseLetGo(nowNanos);
        receive(nowNanos, skippedTicks);
        play(nowNanos);
        mix();
        send(nowNanos, skippedTicks);
        report(nowNanos);
    }

    private void closeThoseLetGo(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            if (legs.get(i).isLetGo()) {
                close(i, nowNanos);
            }
        }
    }

    private void receive(long nowNanos, int skippedTicks) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).receive(buffers, skippedTicks, nowNanos);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    private void play(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).play(nowNanos);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    private void mix() {
        audio.renew(entered == 1);
        for (int i = legs.size() - 1; i >= 0; i--) {
            legs.get(i).addTo(audio.bus());
        }
    }

    private void send(long nowNanos, int skippedTicks) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).send(audio, buffers, skippedTicks);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    private void report(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).report(buffers, nowNanos);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    /** A leg that throws ends alone; the others never notice. */
    void broken(PhoneLeg leg, Throwable fault, long nowNanos) {
        int index = legs.indexOf(leg);
        if (index >= 0) {
            broken(index, fault, nowNanos);
        }
    }

    private void broken(int index, Throwable fault, long nowNanos) {
        counters.count(Counter.LEG_FAULTS, 1);
        faults.broke(fault);
        PhoneLeg leg = legs.get(index);
        close(index, nowNanos);
        try {
            leg.tellBroken();
        } catch (Throwable another) {
            faults.broke(another);
        }
    }

    private void close(int index, long nowNanos) {
        PhoneLeg leg = legs.remove(index);
        if (leg.entered()) {
            entered--;
        }
        audio.left(leg.voice().last());
        try {
            leg.close(buffers, nowNanos);
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    boolean isEmpty() {
        return legs.isEmpty();
    }

    int legs() {
        return legs.size();
    }

    void closeAll(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            close(i, nowNanos);
        }
    }
}
