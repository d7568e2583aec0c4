package dev.partyline.integration.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools themselves are right: a phone that calls a PBX's echo hears its own tone, unchanged. */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
class TestPhoneHearsItsOwnEcho {
    @BeforeAll
    static void needsAsterisk() {
        Tools.needImage(Asterisk.image());
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 127.0.0.11", "PCMA, 127.0.0.12"})
    void atTheLevelItSpoke(Codec codec, String address) throws InterruptedException {
        try (Asterisk asterisk = new Asterisk(15160, "md5").start();
                TestPhone phone = new TestPhone("echo", address, codec)) {
            PhoneCall call = phone.call(asterisk.sip(), "echo").say(Sound.tone(440, -20));
            assertEquals(200, call.status());
            Recording heard = call.listen(Duration.ofSeconds(3)).slice(16000, 24000);
            assertEquals(-20, heard.toneDb(440), 0.3);
            assertEquals(-20, heard.levelDb(), 0.3);
            assertEquals(200, call.hangUp());
        }
    }
}
