package dev.partyline.integration;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is missing has a sentence of its own, and one joins all the same. */
@SuppressWarnings("NullAway.Init")
class JoiningWithoutDevices {
    private static final String CHANNEL = "room-4310";
    private static final String FAKE_DEVICES = "--use-fake-device-for-media-stream";
    private static final String FAKE_YES = "--use-fake-ui-for-media-stream";
    private static final String FAKE_NO = "--deny-permission-prompts";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void theBridgeIsThere() throws Exception {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(29_500, data).start();
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
            joinByHand(browser);
            browser.awaitMedia();
        }
    }

    @Test
    void whoHasNoDevicesIsToldThatNoneWereFound() throws Exception {
        try (Chromium browser = Chromium.bare("bare", bridge)) {
            browser.open("/join/" + CHANNEL);
            browser.awaitText("No microphone and no camera were found.");
            joinByHand(browser);
            browser.awaitMedia();
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
            joinByHand(browser);
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
            browser.awaitText("Its number: 4310.");
        }
    }

    @Test
    void whoseBrowserPlaysNothingByItselfTurnsTheSoundOn() throws Exception {
        try (Chromium browser =
                Chromium.bare("still", bridge, FAKE_NO, "--autoplay-policy=document-user-activation-required")) {
            browser.join(CHANNEL, "");
            browser.awaitText("The sound is off.");
            browser.click("#notices .small");
            browser.await(
                    "it plays",
                    "return !document.getElementById('notices').textContent.includes('The sound is off')"
                            + " && [...document.querySelectorAll('audio')].every(a => !a.paused)");
        }
    }

    private static void joinByHand(Chromium browser) throws InterruptedException {
        browser.type("#name", browser.name());
        browser.click("#join");
        browser.await("it is in the roster", "return window.partyline.you?.name === '" + browser.name() + "'");
    }
}
