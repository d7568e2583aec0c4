package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages cut at every byte, and with bytes changed: no fault, nothing left, and the next call works. */
@Timeout(120)
class HostileMessagesChangeNothing {
    @Test
    void thenAProperCallWorksAndAfterTimerJNothingIsLeft() throws Exception {
        try (Bridge bridge = new Bridge()) {
            try (TextPhone hostile = TextPhone.udp(bridge.port())) {
                byte[] invite = hostile.invite("9999", Sdp.offer(40_000)).getBytes(StandardCharsets.UTF_8);
                for (int cut = 0; cut < invite.length; cut++) {
                    hostile.sendRaw(Arrays.copyOf(invite, cut));
                }
                Random random = new Random(1);
                for (int i = 0; i < 1000; i++) {
                    byte[] changed = invite.clone();
                    for (int n = 0; n < 1 + i % 5; n++) {
                        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                    }
                    hostile.sendRaw(changed);
                }
            }
            bridge.records.clear();
            try (TextPhone phone = TextPhone.udp(bridge.port())) {
                phone.call("3000");
                phone.hangUp();
            }
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.call("3000");
                phone.hangUp();
            }
            assertTrue(
                    bridge.connector.stats().drops().keySet().stream().noneMatch(reason -> reason.startsWith("fault")),
                    () -> "faults: " + bridge.connector.stats().drops());
            assertEquals(2, bridge.connector.stats().answered());
            bridge.await(
                    "transactions are left",
                    Duration.ofSeconds(80),
                    () -> bridge.connector.stats().transactions() == 0
                            && bridge.connector.stats().dialogs() == 0
                            && bridge.connector.stats().calls() == 0
                            && bridge.media.stats().legs() == 0);
        }
    }
}
