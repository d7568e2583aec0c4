package dev.partyline.media.room;

import dev.partyline.media.MixListener;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that are in a room or on their way in. One that throws ends alone. A room without browsers has no
 * 48 kHz, and pays nothing for it.
 */
final class Browsers {
    private final List<BrowserLeg> legs = new ArrayList<>();
    private final Room room;
    private final OpusLibrary opus;
    private final RandomGenerator random;
    private final LoopCounters counters;
    private final LegFaults faults;
    private @Nullable WideAudio audio;
    private int entered;
    private int hearingEveryone;

    Browsers(Room room, OpusLibrary opus, RandomGenerator random, LoopCounters counters, LegFaults faults) {
        this.room = room;
        this.opus = opus;
        this.random = random;
        this.counters = counters;
        this.faults = faults;
    }

    /** @param phones of the same room, whose names it must not bear */
    BrowserLeg open(MixListener listener, Phones phones) {
        WideAudio heard = audio();
        int csrc = random.nextInt();
        while (csrc == 0 || has(csrc) || phones.has(csrc)) {
            csrc = random.nextInt();
        }
        BrowserLeg leg = new BrowserLeg(csrc, room, heard, listener, opus, counters);
        legs.add(leg);
        return leg;
    }

    /** What there is at 48 kHz, also for phones: begun with the first who wants it. */
    WideAudio audio() {
        if (audio == null) {
            audio = new WideAudio(opus, counters);
        }
        return audio;
    }

    private boolean has(int csrc) {
        for (BrowserLeg leg : legs) {
            if (leg.csrc() == csrc) {
                return true;
            }
        }
        return false;
    }

    /** @return false where it cannot any more, or is in already */
    boolean enter(BrowserLeg leg) {
        if (leg.entered() || leg.isLetGo()) {
            return false;
        }
        leg.entering();
        entered++;
        return true;
    }

    /** Those of them that hear and are heard. */
    int entered() {
        return entered;
    }

    /** Those of them that are there at all. */
    int count() {
        return legs.size();
    }

    void closeThoseLetGo() {
        for (int i = legs.size() - 1; i >= 0; i--) {
            if (legs.get(i).isLetGo()) {
                close(i);
            }
        }
    }

    void play(boolean phonesHear, long nowNanos) {
        hearingEveryone = 0;
        for (int i = legs.size() - 1; i >= 0; i--) {
            BrowserLeg leg = legs.get(i);
            leg.changeMode();
            hearingEveryone += leg.hearsEveryone() ? 1 : 0;
        }
        for (int i = legs.size() - 1; i >= 0; i--) {
            BrowserLeg leg = legs.get(i);
            try {
                leg.play(phonesHear || isHeardByBrowsers(leg), nowNanos);
            } catch (Throwable fault) {
                broken(i, fault);
            }
        }
    }

    /** Who is mixed is heard by every other browser; who is forwarded comes to the forwarded ones by another way. */
    private boolean isHeardByBrowsers(BrowserLeg leg) {
        return leg.hearsEveryone() ? entered > 1 : hearingEveryone > 0;
    }

    /**
     * Begins a tick at 48 kHz, of which nothing is known yet.
     *
     * @param needed whether there are phones of that rate, or other rates have still to hear something of it
     * @return null where there is nobody
     */
    @Nullable
    WideAudio renew(boolean needed) {
        if (audio == null || (legs.isEmpty() && !needed && !audio.ringing())) {
            return null;
        }
        audio.renew();
        return audio;
    }

    /** Adds the voices. */
    void add() {
        for (int i = legs.size() - 1; i >= 0; i--) {
            legs.get(i).add();
        }
    }

    /** Hands everyone the packet of this tick. */
    void send() {
        if (audio == null || legs.isEmpty()) {
            return;
        }
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).carry();
            } catch (Throwable fault) {
                broken(i, fault);
            }
        }
        // Last, so that who leaves the stream of everyone has seen the state that his browser's decoder is in.
        audio.carry(hearingEveryone > 0);
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).send();
            } catch (Throwable fault) {
                broken(i, fault);
            }
        }
    }

    void broken(BrowserLeg leg, Throwable fault) {
        int index = legs.indexOf(leg);
        if (index >= 0) {
            broken(index, fault);
        }
    }

    void allBroken(Throwable fault) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            broken(i, fault);
        }
    }

    private void broken(int index, Throwable fault) {
        counters.count(Counter.LEG_FAULTS, 1);
        faults.broke(fault);
        BrowserLeg leg = legs.get(index);
        close(index);
        try {
            leg.tellBroken();
        } catch (Throwable another) {
            faults.broke(another);
        }
    }

    private void close(int index) {
        BrowserLeg leg = legs.remove(index);
        if (leg.entered()) {
            entered--;
        }
        try {
            leg.end();
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    void close() {
        for (int i = legs.size() - 1; i >= 0; i--) {
            close(i);
        }
        if (audio != null) {
            audio.close();
            audio = null;
        }
    }
}
