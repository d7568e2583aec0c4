package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Network;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.Recording;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import dev.partyline.integration.peer.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody walks out of one network into another while he speaks, with another address from then on. */
@SuppressWarnings("NullAway.Init")
class AnotherNetworkInMidCall {
    private static final String CHANNEL = "room-4530";

    @TempDir
    private static Path data;

    private static Network network;
    private static BridgeProcess bridge;
    private static Wire pages;
    private static TestPhone phone;
    private static PhoneCall call;
    private static Participant caller;
    private static Chromium anna;
    private static Chromium ben;

    @BeforeAll
    static void oneIsInANetworkOfHerOwn() throws Exception {
        Tools.need("chromium", "chromedriver");
        Network.need();
        network = new Network();
        bridge = new BridgeProcess(21_000, data)
                .set("partyline.media.loops", 1)
                .set("partyline.media.browser-address", Network.HERE)
                .start();
        pages = new Wire()
                .tcp(
                        InetAddress.ofLiteral(Network.HERE),
                        new InetSocketAddress(
                                InetAddress.ofLiteral("127.0.0.1"),
                                bridge.ports().http()));
        phone = new TestPhone("phone", "127.0.1.11", Codec.PCMU);
        call = phone.call(bridge.sip(), "4530");
        caller = Participant.of("phone", 650, call);
        anna = Chromium.in(network, "anna", 1150, bridge).join(CHANNEL, "");
        ben = new Chromium("ben", 1450, bridge).join(CHANNEL, "");
        ben.run("""
                window.annas = new Set();
                window.partyline.on('roster', (people) =>
                  window.annas.add(people.filter((p) => p.name === 'anna').map((p) => p.id).join()));
                """);
    }

    @AfterAll
    static void allLeave() {
        Closing.all(anna, ben, phone, pages, bridge, network);
    }

    @Test
    void anotherAddressFromOneMomentToTheNextEndsNothing() throws Exception {
        comesBack("another address", () -> network.move());
    }

    @Test
    void noAddressForFiveSecondsAndThenAnotherEndsNothing() throws Exception {
        comesBack("none, then another", () -> {
            network.leave();
            Thread.sleep(5_000);
            network.arrive();
        });
    }

    private interface Walk {
        void run() throws InterruptedException;
    }

    private static void comesBack(String situation, Walk walk) throws InterruptedException {
        List<Participant> everyone = List.of(caller, anna, ben);
        Hearing.expect("before: " + situation, everyone, everyone);
        Object id = anna.run("return window.partyline.joined.participant");
        anna.run(DIARY);
        ben.run("window.annas.clear()");
        long leftNanos = System.nanoTime();
        walk.run();
        Hearing.expect("after: " + situation, everyone, everyone);
        ben.await(
                "anna is there, and not away",
                "return window.partyline.roster.filter(p => p.name === 'anna' && !p.away).length === 1");
        assertEquals(id, anna.run("return window.partyline.joined.participant"), "the same person");
        assertEquals(
                List.of(String.valueOf(id)), ben.run("return [...window.annas]"), "and nobody beside her at any time");
        Recording heard = call.heard(Duration.ofNanos(System.nanoTime() - leftNanos));
        System.out.printf(
                "%s: not heard for %d ms, then by %s PeerConnection; %s%n",
                situation,
                heard.longestGapMillis(anna.hertz(), Participant.TONE_DBFS),
                Boolean.TRUE.equals(anna.run("return window.before === window.partyline.connection"))
                        ? "the same"
                        : "a new",
                anna.run("return window.diary.join(', ')"));
    }

    /** Keeps the connection of now, and what becomes of it, in milliseconds from now. */
    private static final String DIARY = """
            window.before = window.partyline.connection;
            const diary = window.diary = [];
            const began = performance.now();
            const note = (what) => diary.push(`${Math.round(performance.now() - began)} ${what}`);
            window.partyline.on('state', (state) => diary === window.diary && note(state));
            window.partyline.on('media', (media) => diary === window.diary && note(media));
            for (const event of ['online', 'offline']) window.addEventListener(event, () => diary === window.diary && note(event));
            navigator.connection?.addEventListener('change', () => diary === window.diary && note('network'));
            """;
}
