package dev.partyline.sip.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyIsReadFromAnInfo {
    @ParameterizedTest
    @CsvSource({
        "'Signal=5|Duration=160|', 5, 160",
        "'Signal= 5|Duration= 160', 5, 160",
        "'signal = d|DURATION = 99999999|', D, 0",
        "'Duration=250|Signal=*|', *, 250",
        "'Signal=#', #, 0",
        "'Signal=11|Duration=100', #, 100",
        "'Signal=10', *, 0",
        "'Signal=15', D, 0",
        "'5', 5, 0",
        "'*|', *, 0",
        "'11', #, 0",
        "'Signal=1|Duration=600000', 1, 10000",
    })
    void inEitherForm(String body, char digit, int heldMillis) {
        assertEquals(new InfoDigit.Key(digit, heldMillis), InfoDigit.read(body.replace("|", "\r\n")));
        assertEquals(new InfoDigit.Key(digit, heldMillis), InfoDigit.read(body.replace("|", "\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Signal=16\r\nDuration=10\r\n", "Signal=flash", "16", "Signal=hf", "Signal=!", "Signal=255"})
    void whatIsNoKeyIsNone(String body) {
        assertEquals(new InfoDigit.NoKey(), InfoDigit.read(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Signal=\r\nDuration=1", "Signal=E", "hello", "Signal=5 6", "-1", "Signal=-1", "1234", "٣", "\0"
            })
    void whatCantBeReadIsMalformed(String body) {
        assertEquals(new InfoDigit.Malformed(), InfoDigit.read(body));
        assertEquals(new InfoDigit.Malformed(), InfoDigit.read(" ".repeat(300) + body));
    }

    @Test
    void itsTypeIsOneOfTwo() {
        assertTrue(InfoDigit.isType("application/dtmf-relay"));
        assertTrue(InfoDigit.isType("Application/DTMF; charset=x"));
        assertFalse(InfoDigit.isType("application/dtmf-relayed"));
        assertFalse(InfoDigit.isType("application/media_control+xml"));
        assertFalse(InfoDigit.isType(null));
    }
}
