package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two browsers, one of which has no VP8 to send: H.264 is forwarded as well, and what somebody says comes with the picture
 * of the same moment.
 */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VoiceAndPictureBetweenBrowsers {
    private static final String CHANNEL = "room-4520";
    private static final int CLAPS = 5;
    private static final double MOST_SKEW_MILLIS = 80;
    private static final double HELD_BACK_MILLIS = 400;

    /** As a browser without an encoder for VP8, which receives it all the same. */
    private static final String SENDS_NO_VP8 = """
            const prefer = RTCRtpTransceiver.prototype.setCodecPreferences;
            RTCRtpTransceiver.prototype.setCodecPreferences = function (codecs) {
              const sends = this.direction === 'sendonly';
              prefer.call(this, codecs.filter(({ mimeType }) => !sends || mimeType !== 'video/VP8'));
            };
            """;

    /** Name, frames decoded and time of playout of each inbound stream that has any. */
    private static final String INBOUND = """
            const inbound = async (kind) => {
              const stats = await window.partyline.connection.getStats();
              return [...stats.values()]
                .filter((s) => s.type === 'inbound-rtp' && s.kind === kind && s.packetsReceived > 0)
                .map((s) => ({ ...s, codec: stats.get(s.codecId)?.mimeType }));
            };
            """;

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static Chromium anna;
    private static Chromium ben;

    @BeforeAll
    static void twoMeet() throws Exception {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(20_500, data).set("partyline.media.loops", 1).start();
        anna = Chromium.bare(
                        "anna",
                        bridge,
                        "--autoplay-policy=no-user-gesture-required",
                        "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream")
                .atStart(SENDS_NO_VP8)
                .atStart(Chromium.script("clapper.js"))
                .join(CHANNEL, "");
        ben = new Chromium("ben", 1490, bridge).join(CHANNEL, "");
        ben.await(
                "anna's voice and picture have their places",
                "const { voices, videos } = window.partyline.slots;"
                        + "const anna = window.partyline.roster.find(p => p.name === 'anna')?.id;"
                        + "return anna !== undefined && [voices, videos].every(l => l.some(s => s.participant === anna))"
                        + " && [...document.querySelectorAll('video')].some(v => v.srcObject?.getTracks()"
                        + ".includes(videos.find(s => s.participant === anna).track))");
        ben.run(Chromium.script("witness.js"), anna.run("return window.partyline.joined.participant"));
    }

    @AfterAll
    static void bothLeave() {
        Closing.all(anna, ben, bridge);
    }

    @Test
    void aPictureInH264IsForwardedAndMoves() throws Exception {
        moves(ben, "video/H264");
        ben.await("it is seen to flash", "return window.witness.flashes.length >= 2");
    }

    @Test
    void whoSendsH264SeesOthersInVp8() throws Exception {
        moves(anna, "video/VP8");
    }

    /** Three pictures within a second: the fake camera sends five. */
    private static void moves(Chromium watcher, String codec) throws InterruptedException {
        watcher.await(
                "a picture in " + codec + " moves",
                INBOUND + "const [before] = await inbound('video');"
                        + "await new Promise(done => setTimeout(done, 1000));"
                        + "const [after] = await inbound('video');"
                        + "return after?.codec === '" + codec + "' && after.framesDecoded > before?.framesDecoded + 2");
        System.out.println(watcher.name() + " sees "
                + watcher.run(INBOUND + "return (await inbound('video')).map(s => s.codec + ', ' + s.frameWidth + 'x'"
                        + "+ s.frameHeight + ', ' + s.framesPerSecond + ' a second, ' + s.framesDecoded + ' decoded, '"
                        + "+ s.keyFramesDecoded + ' of them key frames, ' + s.decoderImplementation).join('; ')"));
    }

    /** By the sender's reports that the bridge passes on; the audio streams are the mix and anna's. */
    @Test
    void theSendersClockIsKnownForVoiceAndPicture() throws Exception {
        ben.await(
                "both clocks are known and agree",
                INBOUND + PLAYOUT_SKEW + "return Math.abs(await skew()) < " + MOST_SKEW_MILLIS);
        System.out.println("voice less picture, by getStats: "
                + ben.run(INBOUND + PLAYOUT_SKEW + "return (await skew()).toFixed(1)") + " ms");
    }

    private static final String PLAYOUT_SKEW = """
            const skew = async () => {
              const { voices } = window.partyline.slots;
              const anna = window.partyline.roster.find(p => p.name === 'anna').id;
              const { id } = voices.find(s => s.participant === anna).track;
              const voice = (await inbound('audio')).find((s) => s.trackIdentifier === id);
              const [picture] = await inbound('video');
              if (!voice?.estimatedPlayoutTimestamp || !picture?.estimatedPlayoutTimestamp) return NaN;
              return voice.estimatedPlayoutTimestamp - voice.timestamp
                - (picture.estimatedPlayoutTimestamp - picture.timestamp);
            };
            """;

    @Test
    void whatIsSaidIsHeardWhenItIsSeen() throws Exception {
        System.out.println("voice after picture: " + awaitInStep());
    }

    /** Only who knows how both clocks go together can do this. The last, for the picture stays held back. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aPictureThatIsHeldBackHoldsTheVoiceBack() throws Exception {
        ben.run(
                "window.partyline.connection.getReceivers()"
                        + ".find(r => r.track === window.witness.picture).jitterBufferTarget = arguments[0]",
                HELD_BACK_MILLIS);
        Await.until(
                "flash and beep are held back",
                VoiceAndPictureBetweenBrowsers::delays,
                delays -> delays.stream().allMatch(delay -> delay > HELD_BACK_MILLIS * 3 / 4));
        System.out.println("voice after picture, both held back: " + awaitInStep());
        assertEquals(List.of(), ben.complaints());
        assertTrue(bridge.isRunning());
    }

    private static String awaitInStep() throws InterruptedException {
        List<Double> skews = Await.until(
                "flash and beep come together",
                () -> numbers(ben.run("return window.witness.skewsMillis(" + CLAPS + ")")),
                seen -> seen.size() == CLAPS && Math.abs(median(seen)) < MOST_SKEW_MILLIS);
        List<Double> delays = delays();
        return "%.0f ms (%s); %.0f and %.0f ms after the clap"
                .formatted(median(skews), skews, delays.getLast(), delays.getFirst());
    }

    private static List<Double> delays() {
        return numbers(ben.run(
                "return window.witness.delaysMillis(...arguments)",
                anna.run("return window.clapper.lastMillis()"),
                anna.run("return window.clapper.everyMillis")));
    }

    private static List<Double> numbers(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream()
                        .map(number -> number instanceof Number some ? some.doubleValue() : 10_000.0)
                        .toList();
    }

    private static double median(List<Double> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }
}
