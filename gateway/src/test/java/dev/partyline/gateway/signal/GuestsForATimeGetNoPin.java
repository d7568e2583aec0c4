package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.ScriptedTelephony;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class GuestsForATimeGetNoPin {
    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String token(Role role) {
        Instant now = Instant.now();
        Pass pass = new Pass("u1", "Ada", List.of("boardroom"), role, now.plusSeconds(600));
        return ",'token':'" + gateway.bean(Tokens.class).sign(pass, now) + "'";
    }

    private static JsonNode join(PageSocket page, String more) {
        return page.join("boardroom", "x", more).next("joined");
    }

    @Test
    void neitherAsItIsNorInANumberToDial() {
        try (PageSocket page = PageSocket.open(gateway.port());
                PageSocket again = PageSocket.open(gateway.port())) {
            JsonNode joined = join(page, token(Role.GUEST));
            assertFalse(joined.get("invitation").toString().contains("2468"), joined::toString);
            assertEquals(
                    "tel:3001",
                    joined.get("invitation").get("numbers").get(0).get("tel").stringValue());
            // Nor by coming back, which needs no token.
            JsonNode back = join(again, ",'resume':'" + joined.get("resume").stringValue() + "'");
            assertFalse(back.get("invitation").toString().contains("2468"), back::toString);
        }
    }

    @Test
    void hostsDoAndWhoTypedItKnowsIt() {
        for (String way : List.of(token(Role.HOST), ",'pin':'2468'")) {
            try (PageSocket page = PageSocket.open(gateway.port())) {
                JsonNode invitation = join(page, way).get("invitation");
                assertEquals("2468", invitation.get("pin").stringValue());
                assertEquals(
                        "tel:3001,,2468%23",
                        invitation.get("numbers").get(0).get("tel").stringValue());
            }
        }
    }

    @Test
    void aHostLeavesThePhoneMutedThatMutedItself() {
        gateway.telephony().calls.add(ScriptedTelephony.mutedItself("c1", "boardroom"));
        gateway.telephony().calls.add(ScriptedTelephony.call("c2", "4321", "boardroom", true, false, -60));
        try (PageSocket host = PageSocket.open(gateway.port())) {
            join(host, token(Role.HOST));
            assertEquals(
                    "not-host",
                    host.say("{'type':'mute','muted':false,'participant':'phone-c1'}")
                            .refused());
            host.say("{'type':'mute','muted':false,'participant':'phone-c2'}");
            // In its order, so that the one before is done.
            assertEquals(
                    "no-participant",
                    host.say("{'type':'mute','muted':false,'participant':'phone-c3'}")
                            .refused());
            assertEquals(List.of("unmute c2"), gateway.telephony().done);
        }
    }
}
