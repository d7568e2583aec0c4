package dev.partyline.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.partyline.gateway.ScriptedTelephony;
import dev.partyline.media.PhoneQuality;
import org.junit.jupiter.api.Test;

final class EachCallIsShownInFigures {
    private final ScriptedTelephony telephony = new ScriptedTelephony();

    @Test
    void withoutItsNumber() {
        telephony.calls.add(ScriptedTelephony.call("c1", "+493012345634", "Lobby", true, false, -20));
        CallsEndpoint.Calls shown = new CallsEndpoint(telephony).calls();
        assertEquals(1, shown.live());
        CallFigures call = shown.calls().getFirst();
        assertEquals("+49…34", call.caller());
        assertFalse(call.toString().contains("301234"), call.toString());
        assertEquals(31, call.packetsLost());
        assertEquals(2.45, call.heard().jitterMillis());
        assertEquals(4.31, call.heard().mos());
        assertEquals(3.84, call.sent().mos());
        assertEquals(18.0, call.roundTripMillis());
    }

    @Test
    void whatNobodyKnowsIsNoFigure() {
        CallFigures.Direction unknown = CallFigures.Direction.of(PhoneQuality.Direction.UNKNOWN);
        assertNull(unknown.lossShare());
        assertNull(unknown.jitterMillis());
        assertNull(unknown.mos());
    }
}
