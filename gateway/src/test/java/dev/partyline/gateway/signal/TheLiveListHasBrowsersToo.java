package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TheLiveListHasBrowsersToo {
    @TempDir
    private Path data;

    @Test
    void anOperatorSeesMutesAndRemovesThem() {
        try (RunningGateway gateway =
                        RunningGateway.start(data, "partyline.admin.password=" + RunningGateway.PASSWORD);
                PageSocket page = PageSocket.open(gateway.port())) {
            gateway.logIn();
            String id = page.join("lobby", "<script>alert(1)</script>", "")
                    .next("joined")
                    .get("participant")
                    .stringValue();
            String list = gateway.get("/admin/calls").body();
            assertTrue(list.contains("&lt;script&gt;alert(1)") && !list.contains("<script>alert"), list);
            String at = "/admin/calls/browsers/lobby/" + id;
            gateway.post("/admin/calls", at + "/mute", Map.of("muted", "true"));
            assertEquals("the administrator", page.next("muted").get("by").stringValue());
            gateway.post("/admin/calls", at + "/remove", Map.of());
            page.next("removed");
            assertEquals(4001, page.closeCode());
            gateway.post("/admin/calls", at + "/remove", Map.of());
            assertTrue(gateway.get("/admin/calls").body().contains("had left already"));
        }
    }
}
