package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.Asterisk;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Tools;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With an Asterisk 22 that challenges the registration with SHA-256. */
class WhoHearsWhomThroughAsterisk extends WhoHearsWhom {
    @BeforeAll
    static void theBridgeRegistersAtAsterisk() throws InterruptedException {
        Tools.need("baresip", "espeak-ng", "sox");
        Tools.needImage(Asterisk.image());
        bridgeRegistersAt(new Asterisk(15170, "sha-256").start(), 21000);
    }

    @Test
    void aPbxThatPassesHoldOnPlaysItsMusicToNobody() throws InterruptedException {
        Hearing.expect("before hold", everyone, everyone);
        assertEquals(200, alawCall.hold());
        Hearing.expect("alaw holds", List.of(ulaw, direct, soft), List.of(ulaw, direct, soft));
        Hearing.expectNot("alaw holds", List.of(ulaw, direct, soft), alaw.hertz(), Asterisk.MUSIC_HERTZ);
        assertEquals(200, alawCall.resume());
        Hearing.expect("alaw is back", everyone, everyone);
    }
}
