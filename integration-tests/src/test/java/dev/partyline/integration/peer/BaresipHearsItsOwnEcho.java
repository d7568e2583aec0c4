package dev.partyline.integration.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The second kind of phone is right too: a baresip that calls a PBX's echo hears its own tone, unchanged. */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
class BaresipHearsItsOwnEcho {
    @BeforeAll
    static void needsBaresipAndAsterisk() {
        Tools.need("baresip");
        Tools.needImage(Asterisk.image());
    }

    @Test
    void atTheLevelItSpoke() throws InterruptedException {
        try (Asterisk asterisk = new Asterisk(15162, "md5").start();
                Baresip baresip = new Baresip(Pbx.ULAW_PHONE)) {
            baresip.call(asterisk.sip(), "echo", Sound.tone(1130, -20));
            Await.until(
                    "a second was heard",
                    () -> baresip.heard(Duration.ofSeconds(3)).seconds() > 2.9);
            assertEquals(-20, baresip.heard(Duration.ofSeconds(1)).toneDb(1130), 0.3);
        }
    }
}
