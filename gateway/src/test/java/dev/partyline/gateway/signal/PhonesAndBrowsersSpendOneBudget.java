package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.Goal;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PhonesAndBrowsersSpendOneBudget {
    @TempDir
    private Path data;

    @Test
    void whatOneSpendsTheOtherHasNoMore() {
        try (RunningGateway gateway = RunningGateway.start(data);
                PageSocket page = PageSocket.open(gateway.port())) {
            CallHandler phones = gateway.bean(CallHandler.class);
            RoomId boardroom = Demo.room("boardroom");
            assertEquals(
                    "pin-wrong", page.join("boardroom", "Eve", ",'pin':'9999'").refused());
            int wrong = 0;
            for (int i = 0; i < 60; i++) {
                InboundCall call = new InboundCall(
                        new CallId("guess-" + i),
                        "trunk-" + i,
                        new CallerText("3001"),
                        new CallerText("+49301000" + i));
                Knock knock = new Knock(new Goal.Channel(boardroom, "boardroom"), new Secret("0000"));
                if (phones.enter(call, knock).outcome() instanceof EntryVerdict.Outcome.Wrong) {
                    wrong++;
                }
            }
            assertEquals(39, wrong, "a channel has forty for strangers, and a browser took one");
            JsonNode refused = page.join("boardroom", "Eve", ",'pin':'2468'").next("refused");
            assertEquals("pin-refused", refused.get("reason").stringValue());
            int retryAfterMillis = refused.get("retryAfterMillis").intValue();
            assertTrue(retryAfterMillis >= 1_000 && retryAfterMillis < 3_600_000, "the rest of the hour");
        }
    }
}
