package dev.partyline.media.room;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Prompts;
import dev.partyline.media.room.LoopCounters.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One room in virtual time. */
final class TestRoom {
    static final PromptLibrary LIBRARY = PromptLibrary.shipped();
    static final Prompts PROMPTS = LIBRARY.in(Language.ENGLISH);
    static final OpusLibrary OPUS = OpusLibrary.load();
    static final RoomId LOBBY = new RoomId("lobby");
    private static final MediaSettings SETTINGS =
            new MediaSettings(1, new PortRange(20_000, 20_999), Duration.ofSeconds(30), Duration.ofSeconds(300));
    private static final MediaSettings EQUALLY_LOUD = new MediaSettings(
            1, new PortRange(20_000, 20_999), Duration.ofSeconds(30), Duration.ofSeconds(300), true, LIBRARY);

    final List<Throwable> faults = new ArrayList<>();
    final Rooms rooms;
    private final List<TestPhone> phones = new ArrayList<>();
    private final List<WidePhone> widePhones = new ArrayList<>();
    private final List<TestBrowser> browsers = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(4711);
    private MediaSettings settings = SETTINGS;
    /** Whether they are there when the loop looks shortly before a tick. */
    boolean packetsComeEarly;

    long nowNanos = 1_000_000_000L;

    TestRoom() {
        rooms = new Rooms(LIBRARY.waitingMusic(), OPUS, faults::add);
    }

    /** @param broke where faults go instead */
    TestRoom(LegFaults broke) {
        rooms = new Rooms(LIBRARY.waitingMusic(), OPUS, broke);
    }

    /** Phones that come from now on are made equally loud. */
    TestRoom withAutomaticGain() {
        settings = EQUALLY_LOUD;
        return this;
    }

    PhoneLeg newLeg(PhoneTransport wire, Consumer<LegEvent> listener) {
        return new PhoneLeg(wire, PROMPTS, settings, () -> 0L, random.split(), listener, rooms.counters(), OPUS);
    }

    /** A phone that is connected, but not yet let in. */
    TestPhone calls(Codec codec) {
        return calls(codec, 20);
    }

    TestPhone calls(Codec codec, int packetMillis) {
        TestPhone phone = new TestPhone(this, codec);
        phones.add(phone);
        rooms.open(LOBBY, phone.leg);
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, packetMillis), nowNanos);
        return phone;
    }

    /** A phone in the room. */
    TestPhone joins(Codec codec) {
        TestPhone phone = calls(codec);
        rooms.enter(LOBBY, phone.leg, nowNanos);
        return phone;
    }

    /** A phone of a codec above 8 kHz that is connected, but not yet let in. */
    WidePhone callsWide(Codec codec, int packetMillis) {
        WidePhone phone = new WidePhone(this, codec);
        widePhones.add(phone);
        rooms.open(LOBBY, phone.leg);
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, packetMillis), nowNanos);
        return phone;
    }

    /** A phone of a codec above 8 kHz in the room. */
    WidePhone joinsWide(Codec codec) {
        WidePhone phone = callsWide(codec, 20);
        rooms.enter(LOBBY, phone.leg, nowNanos);
        return phone;
    }

    void leaves(WidePhone phone) {
        phone.leg.letGo();
        widePhones.remove(phone);
    }

    /** A browser in the room. */
    TestBrowser joins(BrowserMode mode) {
        TestBrowser browser = new TestBrowser(this);
        browsers.add(browser);
        browser.audio.mode(mode);
        browser.audio.enter(nowNanos);
        return browser;
    }

    void leaves(TestBrowser browser) {
        browser.audio.close();
        browsers.remove(browser);
    }

    void leaves(TestPhone phone) {
        phone.leg.letGo();
        phones.remove(phone);
    }

    void runs(int millis) {
        for (int i = 0; i < millis / 20; i++) {
            nowNanos += 20_000_000L;
            for (TestPhone phone : phones) {
                phone.tick();
            }
            for (WidePhone phone : widePhones) {
                phone.tick();
            }
            for (TestBrowser browser : browsers) {
                browser.tick(nowNanos);
            }
            if (packetsComeEarly) {
                rooms.lookEarly(nowNanos);
            }
            rooms.tick(nowNanos, 0);
        }
    }

    long count(Counter counter) {
        return rooms.counters().value(counter);
    }
}
