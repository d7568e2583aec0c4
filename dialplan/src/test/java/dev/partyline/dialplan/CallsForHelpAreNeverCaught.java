package dev.partyline.dialplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.partyline.dialplan.NumberPattern.Exact;
import dev.partyline.dialplan.NumberPattern.Prefix;
import dev.partyline.dialplan.NumberPattern.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsForHelpAreNeverCaught {
    private static final Dialplan WIDE = new Dialplan(List.of(
            new Rule(1, new Range("100", "999"), new ChannelTemplate("all-{number}")),
            new Rule(2, new Prefix("1"), new ChannelTemplate("ones")),
            new Rule(5, new Prefix("+4"), new ChannelTemplate("abroad")),
            new Rule(6, new Prefix("49"), new ChannelTemplate("germany")),
            new Rule(3, new Prefix("9"), new ChannelTemplate("nines")),
            new Rule(4, new Exact("113"), new ChannelTemplate("drill"))));

    private static DialledNumber read(String raw, NumberFormat format, String region) {
        return assertInstanceOf(DialledNumber.class, Normaliser.read(raw, format, region));
    }

    @ParameterizedTest
    @CsvSource({
        "+112, DE",
        "+49112, DE",
        "49112, DE",
        "+49110, DE",
        "+49112, ''",
        "+1911, US",
        "112, TK",
        "urn:service:sos, DE",
        "urn:service:sos.fire, ''",
        "112, DE",
        "110, DE",
        "1-1-2, DE",
        "tel:112, DE",
        "911, US",
        "9 1 1, US",
        "112, US",
        "999, GB",
        "112, GB",
        "000, AU",
        "117, CH",
        "144, CH",
        "15, FR",
        "112, ''",
        "911, ''"
    })
    void byRangeOrPrefix(String raw, String region) {
        for (NumberFormat format : NumberFormat.values()) {
            DialledNumber number = read(raw, format, region);
            assertInstanceOf(Decision.Emergency.class, WIDE.decide(number), format + " " + number);
        }
    }

    /** Whoever writes a rule for exactly this number means it: a rehearsal, or a number that is another's emergency. */
    @Test
    void butByARuleForExactlyThatNumber() {
        assertEquals(new Decision.ToChannel(4, "drill"), WIDE.decide(read("113", NumberFormat.AS_IS, "NO")));
    }

    @ParameterizedTest
    @CsvSource({
        "110, US",
        "*15, FR",
        "112#, DE",
        "*112, DE",
        "493012, DE",
        "999, DE",
        "113, DE",
        "1120, DE",
        "115, ''",
        "3000, DE"
    })
    void andOtherNumbersAreAsBefore(String raw, String region) {
        DialledNumber number = read(raw, NumberFormat.AS_IS, region);
        assertFalse(number.emergency(), number.toString());
        WIDE.decide(new DialledNumber(raw));
        assertEquals(WIDE.decide(new DialledNumber(raw)), WIDE.decide(number));
    }
}
