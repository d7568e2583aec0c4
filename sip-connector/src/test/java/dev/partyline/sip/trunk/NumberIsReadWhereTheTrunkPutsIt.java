package dev.partyline.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.partyline.sip.CallerText;
import dev.partyline.sip.TrunkSettings.NumberSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberIsReadWhereTheTrunkPutsIt {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sip:3000@pbx                                       | 3000
            sip:3000@pbx:5060;transport=tcp                    | 3000
            SIPS:+4930123@pbx;user=phone                       | +4930123
            sip:+49-30-123@pbx                                 | +49-30-123
            sip:3000:secret@pbx                                | 3000
            sip:%33000@pbx                                     | 3000
            sip:%2A67%23@pbx                                   | *67#
            sip:*67#@pbx                                       | *67#
            sip:3000@[2001:db8::1]:5060                        | 3000
            sip:ann@pbx                                        | ann
            <sip:3000@pbx>                                     | 3000
            <sip:3000@pbx>;tag=a@b                             | 3000
            Ann <sip:3000@pbx>                                 | 3000
            "Ann" <sip:3000@pbx>;tag=1                         | 3000
            "<sip:1900@evil>" <sip:3000@pbx>                   | 3000
            "a\\"<sip:1900@evil>" <sip:3000@pbx>               | 3000
            sip:3000@pbx;tag=1                                 | 3000
            tel:+4930123                                       | +4930123
            tel:+49-30-123;isub=1                              | +49-30-123
            <tel:3000>                                         | 3000
            tel:900;phone-context=+1                           | +1900
            tel:900;Phone-Context=+1-900-                      | +1-900-900
            tel:900;phone-context=example.org                  | 900
            tel:+4930;phone-context=+1                         | +4930
            sip:900;phone-context=+1@pbx                       | +1900
            sip:+4930123;npdi;rn=+1555@pbx                     | +4930123
            3000                                               | 3000
            +49 30 123                                         | +49 30 123
            3000;x=y                                           | 3000
            sip:+1900@evil@pbx                                 | -
            sip:@pbx                                           | -
            sip:pbx                                            | -
            sip:                                               | -
            tel:                                               | -
            <sip:3000@pbx                                      | -
            "Ann <sip:3000@pbx>                                | -
            "Ann"                                              | -
            sip:30%0@pbx                                       | -
            sip:30%0d%0a@pbx                                   | -
            sip:30%00@pbx                                      | -
            sip:%ff%fe@pbx                                     | -
            sip:30%zz@pbx                                      | -
            http://3000@pbx                                    | -
            urn:service:sos                                    | urn:service:sos
            ann                                                | -
            ３０００                                             | -
            """)
    void theUserPartOfWhateverStandsThere(String text, String expected) {
        assertEquals(expected, AddressText.number(text).orElse("-"));
    }

    @Test
    void eachSourceLooksInItsOwnPlaceAlone() {
        String uri = "sip:account@bridge";
        String to = "<sip:3000@pbx>";

        assertEquals(
                Optional.of(new CallerText("account")),
                DialledNumberSource.read(new NumberSource.RequestUri(), uri, to, _ -> List.of("4000")));
        assertEquals(
                Optional.of(new CallerText("3000")),
                DialledNumberSource.read(new NumberSource.ToHeader(), uri, to, _ -> List.of("4000")));
        assertEquals(
                Optional.of(new CallerText("4000")),
                DialledNumberSource.read(
                        new NumberSource.NamedHeader("P-Called-Party-ID"),
                        uri,
                        to,
                        name -> name.equals("P-Called-Party-ID") ? List.of("<sip:4000@pbx>") : List.of()));
    }

    @Test
    void aHeaderThatIsMissingOrStandsThereTwiceGivesNoNumber() {
        NumberSource named = new NumberSource.NamedHeader("X-Number");

        assertEquals(Optional.empty(), DialledNumberSource.read(named, "sip:1@a", "sip:2@b", _ -> List.of()));
        assertEquals(Optional.empty(), DialledNumberSource.read(named, "sip:1@a", "sip:2@b", _ -> List.of("3", "3")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <tel:+4930123>             | "x" <sip:anonymous@anonymous.invalid>;tag=1 | +4930123
            ``                         | "Ann" <sip:+4930999@pbx>;tag=1              | +4930999
            <sip:broken                | <sip:+4930999@pbx>;tag=1                    | +4930999
            ``                         | <sip:ann@pbx>                               | ann
            ``                         | <sip:Anonymous@anonymous.invalid>           | ``
            ``                         | <sip:pbx>                                   | ``
            ``                         | <sip:a%0d%0ab@pbx>                          | ``
            <sip:anonymous@x>          | <sip:+4930999@pbx>                          | ``
            """)
    void theCallerIsWhomTheTrunkAsserts(String asserted, String from, String expected) {
        List<String> identities = asserted.isEmpty() ? List.of() : List.of(asserted);

        assertEquals(new CallerText(expected), CallerNumber.read(identities, from, List.of()));
    }

    @Test
    void anythingIsReadOrNotButNeverThrown() {
        Random random = new Random(9);
        String alphabet = "sip:tel<>\"\\@;=%+0123456789*#phone-context .é٣\r\n\0";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "<sip:" : i % 3 == 1 ? "\"a\" <tel:" : "");
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertDoesNotThrow(() -> AddressText.number(text.toString()))
                    .ifPresent(number -> assertFalse(number.isEmpty()));
        }
        assertEquals(Optional.empty(), AddressText.number("sip:" + "9".repeat(2000) + "@pbx"));
    }
}
