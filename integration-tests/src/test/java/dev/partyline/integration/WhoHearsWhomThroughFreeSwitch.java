package dev.partyline.integration;

import dev.partyline.integration.peer.FreeSwitch;
import dev.partyline.integration.peer.Tools;
import org.junit.jupiter.api.BeforeAll;

/** The same with a FreeSWITCH, where an image of it is named and can be had. */
class WhoHearsWhomThroughFreeSwitch extends WhoHearsWhom {
    @BeforeAll
    static void theBridgeRegistersAtFreeSwitch() throws InterruptedException {
        FreeSwitch.orLeaveOut();
        Tools.need("baresip", "espeak-ng", "sox");
        bridgeRegistersAt(new FreeSwitch(15270).start(), 20400);
    }
}
