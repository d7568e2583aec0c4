package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Tools;
import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import dev.partyline.integration.peer.rtc.Signalling;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often and from wherever somebody comes back, he is one, and whoever is let in last is the one who is heard. */
@SuppressWarnings("NullAway.Init")
class OnePersonOnePlace {
    private static final String CHANNEL = "room-4540";
    private static final int POLICY_VIOLATION = 1008;
    private static final RtcOffer OFFER = RtcOffer.ofPage();
    private static final RtcTransport.Listener DEAF = new RtcTransport.Listener() {
        @Override
        public void rtp(ByteBuffer packet) {}

        @Override
        public void rtcp(ByteBuffer packet) {}
    };

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static Chromium anna;

    @BeforeAll
    static void oneWatches() throws Exception {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(17_900, data).set("partyline.media.loops", 1).start();
        anna = new Chromium("anna", 1130, bridge).join(CHANNEL, "");
        anna.run("window.crowds = [];"
                + "window.partyline.on('roster', people => window.crowds.push("
                + "people.filter(p => p.name !== 'anna').map(p => p.id)))");
    }

    @AfterAll
    static void allLeave() {
        Closing.all(anna, bridge);
    }

    @BeforeEach
    void nobodyElseIsThere() throws InterruptedException {
        awaitOthers(0);
        anna.run("window.crowds = []");
    }

    @AfterEach
    void theBridgeFoundNothingWrong() {
        assertEquals(
                List.of(),
                bridge.log().lines().filter(line -> line.contains("ERROR")).toList(),
                "errors in the bridge's log");
    }

    @Test
    void fiveReloadsInARowAreOnePerson() throws Exception {
        try (Chromium ben = new Chromium("ben", 1490, bridge).join(CHANNEL, "")) {
            Object id = ben.run("return window.partyline.joined.participant");
            awaitOthers(1);
            for (int i = 1; i <= 5; i++) {
                ben.run("window.isOld = true");
                ben.reload();
                ben.await("it is back", "return !window.isOld && Boolean(window.partyline?.joined)");
                assertEquals(id, ben.run("return window.partyline.joined.participant"), "after reload " + i);
            }
            ben.awaitMedia();
            awaitOthers(1);
            assertEquals(
                    List.of(List.of(String.valueOf(id))), crowds(), "at no time was there another beside him, or none");
            ben.click("#leave");
        }
        awaitOthers(0);
    }

    @Test
    void ofTwoWhoComeBackAtOnceOneStaysAndHisMediaConnect() throws Exception {
        RtcClient last = RtcClient.join(bridge.url(""), CHANNEL, "carl", OFFER, DEAF);
        last.awaitConnected();
        String id = last.id();
        for (int round = 1; round <= 5; round++) {
            List<RtcClient> both = atOnce(last.secret(), 2);
            RtcClient stays = theOneWhoStays(both, round);
            assertEquals(POLICY_VIOLATION, last.signalling().awaitClose(), "whoever was there before is told to go");
            stays.awaitConnected();
            assertEquals(id, stays.id());
            last.close();
            last = stays;
            // In the long run one a second may come back as the same person.
            last.serve(2_000);
        }
        awaitOthers(1);
        assertEquals(List.of(List.of(String.valueOf(id))), crowds());
        leave(last);
    }

    @Test
    void whoComesBackWhileHisOldSocketLivesTakesItsPlace() throws Exception {
        try (RtcClient old = RtcClient.join(bridge.url(""), CHANNEL, "carl", OFFER, DEAF)) {
            old.awaitConnected();
            awaitOthers(1);
            RtcClient back = RtcClient.resume(bridge.url(""), CHANNEL, "carl", old.secret(), OFFER, DEAF);
            assertEquals(POLICY_VIOLATION, old.signalling().awaitClose());
            back.awaitConnected();
            assertEquals(old.id(), back.id());
            assertEquals(List.of(List.of(old.id())), crowds());
            leave(back);
        }
    }

    @Test
    void whoComesGoesAndComesAgainIsThereOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (Signalling hasty = new Signalling(bridge.url(""));
                    RtcTransport unused = new RtcTransport(java.net.InetAddress.ofLiteral("127.0.0.1"), DEAF)) {
                String offer = OFFER.sdp(unused.ufrag, unused.password, RtcTransport.fingerprint());
                hasty.send(RtcClient.message(CHANNEL, "carl", offer, Map.of()));
                hasty.send(Map.of("type", "leave"));
                String secret = String.valueOf(hasty.await("joined").get("resume"));
                RtcClient again = RtcClient.resume(bridge.url(""), CHANNEL, "carl", secret, OFFER, DEAF);
                again.awaitConnected();
                awaitOthers(1);
                again.signalling().send(Map.of("type", "leave"));
                assertEquals(1000, again.signalling().awaitClose());
                again.close();
            }
        }
        awaitOthers(0);
        assertTrue(crowds().stream().allMatch(crowd -> crowd.size() <= 1), "never two of him: " + crowds());
    }

    /** Several come back as the same person at the same moment. */
    private static List<RtcClient> atOnce(String secret, int count) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RtcClient>> coming = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                coming.add(threads.submit(() -> {
                    start.await();
                    return RtcClient.resume(bridge.url(""), CHANNEL, "carl", secret, OFFER, DEAF);
                }));
            }
            start.countDown();
            List<RtcClient> came = new ArrayList<>();
            for (Future<RtcClient> one : coming) {
                came.add(one.get());
            }
            return came;
        }
    }

    private static RtcClient theOneWhoStays(List<RtcClient> both, int round) throws Exception {
        List<RtcClient> staying = Await.until(
                "one of two is told to go, round " + round,
                () -> both.stream()
                        .filter(client -> !client.signalling().isClosed())
                        .toList(),
                open -> open.size() <= 1);
        assertEquals(1, staying.size(), "one stays");
        for (RtcClient client : both) {
            if (!client.equals(staying.getFirst())) {
                assertEquals(POLICY_VIOLATION, client.signalling().awaitClose());
                client.close();
            }
        }
        staying.getFirst().signalling().send(Map.of("type", "ping")).await("pong");
        return staying.getFirst();
    }

    private static void leave(RtcClient client) throws Exception {
        client.signalling().send(Map.of("type", "leave"));
        assertEquals(1000, client.signalling().awaitClose());
        client.close();
        awaitOthers(0);
    }

    private static void awaitOthers(int count) throws InterruptedException {
        anna.await(
                count + " others are in the roster",
                "return window.partyline.roster.filter(p => p.name !== 'anna').length === " + count);
    }

    /** The ids that anna has seen beside her own, each different crowd once. */
    private static List<List<String>> crowds() {
        String crowds = String.valueOf(anna.run("return window.crowds.map(crowd => crowd.join(' ')).join('\\n')"));
        return crowds.lines()
                .distinct()
                .map(crowd -> crowd.isEmpty() ? List.<String>of() : List.of(crowd.split(" ", -1)))
                .toList();
    }
}
