package dev.partyline.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.partyline.sip.CallId;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ACallIsOneLogLine {
    private static CallRecord record(String caller, String dialled) {
        return new CallRecord(
                new InboundCall(new CallId("c42"), "pbx", new CallerText(dialled), new CallerText(caller)),
                "lobby",
                Instant.EPOCH,
                Duration.ofSeconds(65),
                200,
                EndReason.CALLER_HUNG_UP,
                "",
                "a84b4c76e66710@pbx",
                null);
    }

    @Test
    void itSaysAllThatAnOperatorAsksFor() {
        assertEquals(
                "call c42 trunk=pbx caller=+49…56 dialled=3000 channel=lobby seconds=65 status=200 reason=CALLER_HUNG_UP",
                CallLog.line(record("+4930123456", "3000")));
    }

    @Test
    void hostileTextMakesNoSecondLineAndNoFalseField() {
        String line = CallLog.line(record("x\r\ncall c43 trunk=a", "3000\r\n\" channel=root"));
        assertFalse(line.contains("\n") || line.contains("\r"), line);
        assertEquals(
                "call c42 trunk=pbx caller=hidden dialled=\"3000??\\\" channel=root\" channel=lobby seconds=65 status=200 "
                        + "reason=CALLER_HUNG_UP",
                line);
    }

    @ParameterizedTest
    @CsvSource({
        "'', withheld",
        "1001, hidden",
        "alice, hidden",
        "030123456, …56",
        "+15551234567, +1…67",
        "+35312345678, +353…78",
        "+999123456789, +…89",
        "+49301234x, hidden",
    })
    void callersAreMasked(String caller, String masked) {
        assertEquals(masked, MaskedNumber.of(caller));
    }
}
