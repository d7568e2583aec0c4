package dev.partyline.media.room;

import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;

/** The phones that are in a room or on their way in. One that throws ends alone; the others never notice. */
final class Phones {
    private static final int NARROW_RATE = 8000;

    private final List<PhoneLeg> legs = new ArrayList<>();
    private final RoomAudio audio;
    private final Bands bands;
    private final Workbench bench;
    private final LoopCounters counters;
    private final Crowd crowd = new Crowd();
    private final LegFaults faults;
    private int entered;

    Phones(RoomAudio audio, Bands bands, Workbench bench, LoopCounters counters, LegFaults faults) {
        this.audio = audio;
        this.bands = bands;
        this.bench = bench;
        this.counters = counters;
        this.faults = faults;
    }

    void open(PhoneLeg leg) {
        legs.add(leg);
    }

    /** @return false where it cannot any more, or is in already */
    boolean enter(PhoneLeg leg) {
        if (leg.entered() || leg.isLetGo() || !legs.contains(leg)) {
            return false;
        }
        leg.enter();
        entered++;
        return true;
    }

    /** @return false where it is not here, or has been let in */
    boolean release(PhoneLeg leg) {
        return !leg.entered() && legs.remove(leg);
    }

    /** Those of them that hear and are heard. */
    int entered() {
        return entered;
    }

    /** Those of them that are there at all. */
    int count() {
        return legs.size();
    }

    boolean has(int csrc) {
        for (PhoneLeg leg : legs) {
            if (leg.csrc() == csrc) {
                return true;
            }
        }
        return false;
    }

    /** Nobody is the first any more. */
    void stopAnnouncements() {
        for (PhoneLeg leg : legs) {
            leg.stopAnnouncement();
        }
    }

    void closeThoseLetGo(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            if (legs.get(i).isLetGo()) {
                close(i, nowNanos);
            }
        }
    }

    void lookEarly(long tickNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).lookEarly(bench, tickNanos);
            } catch (Throwable fault) {
                broken(i, fault, tickNanos);
            }
        }
    }

    /**
     * What has come from each of them, a report to it where one is due, and its voice onto the bus of its rate. One leg after the
     * other, and not one step after the other: of hundreds, what a step needs would be out of the cache again before the
     * next one.
     */
    void listen(long nowNanos, int skippedTicks) {
        int audible = 0;
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                PhoneLeg leg = legs.get(i);
                leg.receive(bench, skippedTicks, nowNanos);
                leg.report(bench, nowNanos);
                audible += leg.play(bench, nowNanos) ? 1 : 0;
                leg.addTo(audio.bus(), bands);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
        crowd.choose(legs, audible);
    }

    void addTo(Contributors contributors) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            legs.get(i).addTo(contributors);
        }
    }

    /**
     * To each of them what it hears. Those come first who were listened to last: what they need is still in the cache.
     */
    void send(long nowNanos) {
        if (bands.inUse()) {
            carry(nowNanos);
        }
        for (int i = 0; i < legs.size(); ) {
            PhoneLeg leg = legs.get(i);
            try {
                leg.send(audio, bench);
                i++;
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    /** Each leg above 8 kHz decides what it hears, before anything is encoded. */
    private void carry(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).carry(audio, bench);
            } catch (Throwable fault) {
                broken(i, fault, nowNanos);
            }
        }
    }

    void broken(PhoneLeg leg, Throwable fault, long nowNanos) {
        int index = legs.indexOf(leg);
        if (index >= 0) {
            broken(index, fault, nowNanos);
        }
    }

    void allBroken(Throwable fault, long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            broken(i, fault, nowNanos);
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
        if (leg.codec().sampleRate() == NARROW_RATE) {
            audio.left(leg.voice().last());
        } else {
            bands.left(leg.codec(), leg.voice().last());
        }
        try {
            leg.close(bench, nowNanos);
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    void closeAll(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            close(i, nowNanos);
        }
    }
}
