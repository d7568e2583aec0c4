package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Axe;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Tools;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is missing has a sentence of its own, and one joins all the same. */
@SuppressWarnings("NullAway.Init")
class JoiningWithoutDevices {
    private static final String CHANNEL = "open";
    private static final String NUMBER = "4310";
    /** Of a proxy that is not there, for those who came past it. */
    private static final String HTTPS = "https://party.example";

    private static final String FAKE_DEVICES = "--use-fake-device-for-media-stream";
    private static final String FAKE_YES = "--use-fake-ui-for-media-stream";
    private static final String FAKE_NO = "--deny-permission-prompts";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static InetAddress beyondLoopback;

    @BeforeAll
    static void theBridgeIsThere() throws Exception {
        Tools.need("chromium", "chromedriver");
        beyondLoopback = InetAddress.ofLiteral(Tools.ownAddress());
        bridge = new BridgeProcess(29_500, data)
                .set("server.address", "0.0.0.0")
                .set("partyline.public-url", HTTPS)
                .set("partyline.media.browser-address", beyondLoopback.getHostAddress())
                .start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, CHANNEL);
    }

    @AfterAll
    static void theBridgeEnds() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @Test
    void whoSaidNoIsToldWhereToSayYes() throws Exception {
        try (Chromium browser = Chromium.bare("denied", bridge, FAKE_DEVICES, FAKE_NO)) {
            browser.open("/join/" + CHANNEL);
            browser.awaitText("The browser was told not to give this page your microphone and your camera.");
            Axe.expectNothing(browser, "denied");
            joinByHand(browser);
            browser.awaitMedia();
        }
    }

    @Test
    void whoHasNoDevicesIsToldThatNoneWereFound() throws Exception {
        try (Chromium browser = Chromium.bare("bare", bridge)) {
            browser.open("/join/" + CHANNEL);
            browser.awaitText("No microphone and no camera were found.");
            Axe.expectNothing(browser, "none there");
            joinByHand(browser);
            browser.awaitMedia();
            browser.click("#mic");
            browser.awaitText("No microphone was found.");
            Axe.expectNothing(browser, "none there, in the call");
        }
    }

    @Test
    void whoseDevicesAreBusyIsToldSo() throws Exception {
        // A camera that another program has open can not be had here; this is what a browser says of one.
        try (Chromium browser =
                Chromium.bare("busy", bridge, FAKE_DEVICES, FAKE_YES).atStart("""
                const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
                if (ask) navigator.mediaDevices.getUserMedia = (wanted) => wanted.video
                  ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError')) : ask(wanted);
                """)) {
            browser.open("/join/" + CHANNEL);
            browser.awaitText("Another program uses your camera, or it does not answer.");
            Axe.expectNothing(browser, "busy");
            joinByHand(browser);
            browser.awaitMedia();
        }
    }

    @Test
    void whoCameWithoutHttpsIsToldSoAndListens() throws Exception {
        try (Chromium browser = Chromium.bare("insecure", bridge, beyondLoopback, FAKE_DEVICES, FAKE_YES)) {
            browser.open("/join/" + CHANNEL);
            browser.awaitText("This page came without HTTPS, so the browser gives it no microphone and no camera.");
            browser.await(
                    "there is a link to where it is had by HTTPS",
                    "return document.querySelector('#preview-failures a')?.href === '" + HTTPS + "/join/" + CHANNEL
                            + "'");
            Axe.expectNothing(browser, "insecure");
            joinByHand(browser);
            browser.awaitMedia();
            browser.click("#mic");
            browser.awaitText("This page came without HTTPS");
            browser.await(
                    "the mixed sound comes",
                    "return window.partyline.statistics().then(({ received }) =>"
                            + " received.some(({ slot, packets }) => slot === 'mixed' && packets > 20))");
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    void whoseBrowserHasNoWebRtcIsToldSo() throws Exception {
        try (Chromium browser = Chromium.bare("hardened", bridge, FAKE_DEVICES, FAKE_YES)
                .atStart("window.kept = window.RTCPeerConnection; delete window.RTCPeerConnection;")) {
            browser.open("/join/" + CHANNEL);
            browser.type("#name", "hardened");
            browser.click("#join");
            browser.awaitText("This browser could not begin a call: its WebRTC may be switched off.");
            Axe.expectNothing(browser, "no WebRTC");
            browser.run("window.RTCPeerConnection = window.kept");
            browser.click("#join");
            browser.awaitMedia();
        }
    }

    @Test
    void whoseNetworkLetsNoUdpThroughIsToldTheTelephoneNumber() throws Exception {
        try (Chromium browser = Chromium.bare(
                "blocked",
                bridge,
                FAKE_DEVICES,
                FAKE_YES,
                "--webrtc-ip-handling-policy=disable_non_proxied_udp",
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp")) {
            browser.open("/join/" + CHANNEL);
            joinByHand(browser);
            browser.awaitText("Your network lets no call through.");
            browser.awaitText("Its number: " + NUMBER + ".");
            Axe.expectNothing(browser, "UDP blocked");
        }
    }

    @Test
    void whoseBrowserPlaysNothingByItselfTurnsTheSoundOn() throws Exception {
        try (Chromium browser =
                Chromium.bare("still", bridge, FAKE_NO, "--autoplay-policy=document-user-activation-required")) {
            browser.open("/join/" + CHANNEL + "?name=still");
            browser.await("one may join", "return document.body.dataset.view === 'preview'");
            // A script's click is no word of the person's, after which the browser would play.
            browser.run("document.getElementById('join').click()");
            browser.awaitMedia();
            browser.awaitText("The sound is off.");
            Axe.expectNothing(browser, "autoplay stopped");
            browser.click("#notices .small");
            browser.await(
                    "it plays",
                    "return !document.getElementById('notices').textContent.includes('The sound is off')"
                            + " && [...document.querySelectorAll('audio')].every(a => !a.paused)");
        }
    }

    /** What is played is tapped behind the element, and the element says by which speaker it plays. */
    @Test
    void theTestToneComesByTheChosenSpeaker() throws Exception {
        try (Chromium browser =
                Chromium.bare("tester", bridge, FAKE_DEVICES, FAKE_YES).atStart("""
                const play = HTMLMediaElement.prototype.play;
                HTMLMediaElement.prototype.play = function () { window.played = this; return play.call(this); };
                """)) {
            browser.open("/join/" + CHANNEL);
            browser.click("#preview-devices summary");
            browser.await("there are speakers", "return document.getElementById('preview-speaker').options.length > 1");
            browser.run("""
                    const speakers = document.getElementById('preview-speaker');
                    speakers.selectedIndex = speakers.options.length - 1;
                    speakers.dispatchEvent(new Event('change'));
                    """);
            browser.click("#preview-tone");
            browser.awaitText("Do you hear three notes?");
            browser.await("it plays by that speaker", """
                    return window.played instanceof HTMLAudioElement && !window.played.paused && window.played.sinkId !== ''
                      && window.played.sinkId === document.getElementById('preview-speaker').value""");
            assertEquals("523 659 784", browser.runAsync("""
                    const done = arguments[arguments.length - 1];
                    const context = new AudioContext();
                    const ear = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 });
                    context.createMediaStreamSource(window.played.captureStream()).connect(ear);
                    const bins = new Float32Array(ear.frequencyBinCount);
                    const heard = new Set();
                    const until = performance.now() + 1000;
                    const look = () => {
                      ear.getFloatFrequencyData(bins);
                      const width = context.sampleRate / ear.fftSize;
                      for (const note of [523, 659, 784]) if (bins[Math.round(note / width)] > -50) heard.add(note);
                      if (performance.now() < until) setTimeout(look, 20);
                      else done([...heard].sort().join(' '));
                    };
                    look();
                    """));
            Axe.expectNothing(browser, "choice of devices, with a tone");
        }
    }

    @Test
    void whereSpeakersCannotBeChosenThereIsNoChoiceOfThem() throws Exception {
        try (Chromium browser = Chromium.bare("simple", bridge, FAKE_DEVICES, FAKE_YES)
                .atStart("delete HTMLMediaElement.prototype.setSinkId;")) {
            browser.open("/join/" + CHANNEL);
            browser.click("#preview-devices summary");
            browser.await(
                    "microphones are named", "return document.getElementById('preview-microphone').options.length > 1");
            browser.await("no speaker", "return document.getElementById('preview-speaker').offsetParent === null");
            browser.click("#preview-tone");
            browser.awaitText("Do you hear three notes?");
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static void joinByHand(Chromium browser) throws InterruptedException {
        browser.type("#name", browser.name());
        browser.click("#join");
        browser.await("it is in the roster", "return window.partyline.you?.name === '" + browser.name() + "'");
    }
}
