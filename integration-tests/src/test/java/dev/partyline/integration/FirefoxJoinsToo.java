package dev.partyline.integration;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Firefox;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirefoxJoinsToo {
    @TempDir
    private Path data;

    @Test
    void aFirefoxAChromiumAndAPhoneHearEachOther() throws Exception {
        Tools.need("firefox-esr", "chromium", "chromedriver");
        // A Firefox gathers no candidate of loopback, and pairs none of its own with one of loopback.
        BridgeProcess reachable = new BridgeProcess(27_600, data.resolve("bridge"))
                .set("partyline.media.browser-address", Tools.ownAddress());
        try (BridgeProcess bridge = reachable.start();
                TestPhone phone = new TestPhone("phone", "127.0.0.67", Codec.PCMA);
                Chromium anna = new Chromium("anna", 1130, bridge).join("room-4200", "");
                Firefox fritz = new Firefox("fritz", 1490, bridge, data.resolve("firefox")).join("room-4200")) {
            Participant caller = Participant.of("phone", 620, phone.call(bridge.sip(), "4200"));
            List<Participant> all = List.of(caller, anna, fritz);
            Hearing.expect("Firefox, Chromium and a phone", all, all);
        }
    }
}
