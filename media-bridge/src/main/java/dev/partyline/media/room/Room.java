package dev.partyline.media.room;

import dev.partyline.media.Chime;
import dev.partyline.media.MixListener;
import dev.partyline.media.codec.OpusLibrary;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A channel's room: who is in it or on the way in, by phone and by browser, and what happens in a tick, in this order. */
final class Room {
    static final int MOST_FAULTY_TICKS = 50;

    private final RoomAudio audio;
    private final Phones phones;
    private final Browsers browsers;
    private final Bands bands;
    private final RateExchange exchange = new RateExchange();
    private final Chimes chimes = new Chimes();
    private int faultyTicks;

    /** @param random draws the names of contributors */
    Room(
            short[] waitingMusic,
            long noiseSeed,
            OpusLibrary opus,
            RandomGenerator random,
            Workbench bench,
            LoopCounters counters,
            LegFaults faults) {
        audio = new RoomAudio(waitingMusic, noiseSeed, counters);
        browsers = new Browsers(this, opus, random, counters, faults);
        bands = new Bands(waitingMusic, noiseSeed, opus, counters, browsers::audio);
        phones = new Phones(audio, bands, bench, counters, faults);
    }

    void open(PhoneLeg leg) {
        phones.open(leg);
    }

    boolean release(PhoneLeg leg) {
        return phones.release(leg);
    }

    BrowserLeg openBrowser(MixListener listener) {
        return browsers.open(listener, phones);
    }

    /** From now on the leg hears and is heard. The first one is told that it is. */
    void enter(PhoneLeg leg, long nowNanos) {
        // Who let go since the last tick is nobody's company any more.
        closeThoseLetGo(nowNanos);
        if (phones.enter(leg)) {
            if (entered() == 1) {
                leg.announceFirst();
            } else {
                phones.stopAnnouncements();
            }
        }
    }

    /** Everybody in the room hears it. */
    void chime(Chime chime) {
        chimes.begin(chime);
    }

    void enter(BrowserLeg leg, long nowNanos) {
        closeThoseLetGo(nowNanos);
        if (browsers.enter(leg)) {
            phones.stopAnnouncements();
        }
    }

    void lookEarly(long tickNanos) {
        phones.lookEarly(tickNanos);
    }

    void tick(long nowNanos, int skippedTicks) {
        closeThoseLetGo(nowNanos);
        browsers.play(phones.entered() > 0, nowNanos);
        WideAudio wide = renew(entered() == 1 && phones.entered() == 1);
        phones.listen(nowNanos, skippedTicks);
        mix(wide);
        phones.send(nowNanos);
        browsers.send();
        faultyTicks = 0;
    }

    private @Nullable WideAudio renew(boolean onePhoneIsAlone) {
        audio.renew(onePhoneIsAlone);
        bands.renew(onePhoneIsAlone);
        return browsers.renew(bands.hasWide() || exchange.ringing());
    }

    /** Each leg has added to the bus of its rate; now each bus to those of the other rates. */
    private void mix(@Nullable WideAudio wide) {
        audio.addTrail();
        chimes.addTo(audio.bus());
        bands.addTrail();
        if (wide != null) {
            wide.addTrail();
            browsers.add();
            wide.sum(phones);
        }
        if (wide != null || bands.middle() != null) {
            exchange.carry(
                    audio.bus(),
                    bands.middle(),
                    wide,
                    phones.entered() > bands.middleListeners() + bands.wideListeners(),
                    bands.middleListeners() > 0,
                    bands.wideListeners() + browsers.entered() > 0);
        }
    }

    /** A tick of it did not come to its end. Who is in it hears nothing meanwhile, so after a second of that all are told. */
    void tickBroke(Throwable fault, long nowNanos) {
        if (++faultyTicks >= MOST_FAULTY_TICKS) {
            phones.allBroken(fault, nowNanos);
            browsers.allBroken(fault);
        }
    }

    private void closeThoseLetGo(long nowNanos) {
        phones.closeThoseLetGo(nowNanos);
        browsers.closeThoseLetGo();
    }

    private int entered() {
        return phones.entered() + browsers.entered();
    }

    void broken(PhoneLeg leg, Throwable fault, long nowNanos) {
        phones.broken(leg, fault, nowNanos);
    }

    void broken(BrowserLeg leg, Throwable fault) {
        browsers.broken(leg, fault);
    }

    boolean hasPhones() {
        return phones.count() > 0;
    }

    boolean isEmpty() {
        return legs() == 0;
    }

    int legs() {
        return phones.count() + browsers.count();
    }

    void closeAll(long nowNanos) {
        phones.closeAll(nowNanos);
        bands.close();
        browsers.close();
    }
}
