package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.gateway.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("its end would wait for another's start, and its browsers be silent for too long")
final class ABridgeThatEndsSaysSo {
    @TempDir
    private Path data;

    @Test
    @SuppressWarnings("try")
    void itTakesNobodyInAndTellsThoseWhoAreThere() {
        try (RunningGateway gateway = RunningGateway.start(data);
                PageSocket inside = PageSocket.open(gateway.port());
                PageSocket late = PageSocket.open(gateway.port())) {
            String resume =
                    inside.join("lobby", "Ada", "").next("joined").get("resume").stringValue();
            gateway.telephony().drain();
            assertEquals("draining", late.join("lobby", "Bea", "").refused());
            inside.join("lobby", "Ada", ",'resume':'" + resume + "'").next("joined");
            gateway.end();
            assertEquals(1012, inside.closeCode());
            assertEquals(1012, late.closeCode());
        }
    }
}
