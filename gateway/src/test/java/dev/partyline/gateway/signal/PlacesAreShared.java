package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.gateway.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacesAreShared {
    @TempDir
    private Path data;

    @Test
    void theLastPlaceIsTheLastAndNoAddressTakesEverySocket() {
        try (RunningGateway gateway = RunningGateway.start(data, "partyline.limits.browsers=1");
                PageSocket first = PageSocket.open(gateway.port())) {
            first.join("lobby", "Ada", "").next("joined");
            try (PageSocket second = PageSocket.open(gateway.port())) {
                second.join("lobby", "Bea", "");
                var refused = second.next("refused");
                assertEquals("full", refused.get("reason").stringValue());
                assertEquals(30_000, refused.get("retryAfterMillis").intValue());
                try (PageSocket third = PageSocket.open(gateway.port())) {
                    assertEquals(1013, third.closeCode(), "of three sockets two are for one address");
                }
                first.say("{'type':'leave'}");
                assertEquals(1000, first.closeCode());
                second.join("lobby", "Bea", "").next("joined");
            }
        }
    }
}
