package dev.partyline.dialplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.dialplan.DialledNumber.Warning;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersAreReadAsTheTrunkWritesThem {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            E164_WITH_PLUS              | DE | +493012345678        | +493012345678
            E164_WITH_PLUS              | DE | +49 (30) 1234-56.78  | +493012345678
            E164_WITH_PLUS              | DE | tel:+49-30-12345678  | +493012345678
            E164_WITH_PLUS              | DE | TEL:+493012345678    | +493012345678
            E164_WITH_PLUS              | DE | 493012345678         | 493012345678
            E164_WITHOUT_PLUS           | DE | 493012345678         | +493012345678
            E164_WITHOUT_PLUS           | DE | +493012345678        | +493012345678
            E164_WITHOUT_PLUS           | US | 15551234567          | +15551234567
            NATIONAL_WITH_TRUNK_ZERO    | DE | 03012345678          | +493012345678
            NATIONAL_WITH_TRUNK_ZERO    | DE | 00493012345678       | +493012345678
            NATIONAL_WITH_TRUNK_ZERO    | DE | 0044 20 7946 0958    | +442079460958
            NATIONAL_WITH_TRUNK_ZERO    | DE | +442079460958        | +442079460958
            NATIONAL_WITH_TRUNK_ZERO    | DE | 3012345678           | 3012345678
            NATIONAL_WITH_TRUNK_ZERO    | IT | 0669812345           | +390669812345
            NATIONAL_WITH_TRUNK_ZERO    | GB | 02079460958          | +442079460958
            NATIONAL_WITH_TRUNK_ZERO    | US | 12125550123          | +12125550123
            NATIONAL_WITH_TRUNK_ZERO    | US | 011493012345678      | +493012345678
            NATIONAL_WITHOUT_TRUNK_ZERO | DE | 3012345678           | +493012345678
            NATIONAL_WITHOUT_TRUNK_ZERO | DE | 4930123456           | +494930123456
            NATIONAL_WITHOUT_TRUNK_ZERO | DE | 03012345678          | 03012345678
            NATIONAL_WITHOUT_TRUNK_ZERO | DE | 00493012345678       | +493012345678
            NATIONAL_WITHOUT_TRUNK_ZERO | IT | 0669812345           | +390669812345
            NATIONAL_WITHOUT_TRUNK_ZERO | RU | 8121234567           | +78121234567
            NATIONAL_WITHOUT_TRUNK_ZERO | US | 2125550123           | +12125550123
            NATIONAL_WITH_TRUNK_ZERO    | XX | 03012345678          | 03012345678
            NATIONAL_WITH_TRUNK_ZERO    | '' | 03012345678          | 03012345678
            AS_IS                       | DE | 03012345678          | 03012345678
            AS_IS                       | DE | 00493012345678       | 00493012345678
            AS_IS                       | DE | 0 30 / 1             | -
            """)
    void theSameNumberInEveryFormat(NumberFormat format, String region, String raw, String expected) {
        NumberReading reading = Normaliser.read(raw, format, region);

        assertEquals(expected, reading instanceof DialledNumber number ? number.value() : "-");
    }

    @ParameterizedTest
    @EnumSource
    void aShortNumberStaysAsItIs(NumberFormat format) {
        for (String dialled : List.of("3000", "0", "115", "911", "4999", "123456", "+12345")) {
            assertEquals(new DialledNumber(dialled), Normaliser.read(dialled, format, "DE"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNumberWithStarOrHashStaysAsItIs(NumberFormat format) {
        for (String dialled : List.of("*67030123456", "#31#030123456", "*", "030123456#", "**0049301234")) {
            assertEquals(new DialledNumber(dialled), Normaliser.read(dialled, format, "DE"));
        }
    }

    @Test
    void whatTheNumberingPlanDoesNotKnowIsAWarningAndNoRefusal() {
        assertEquals(
                new DialledNumber("+15551234567", List.of(Warning.NOT_IN_NUMBERING_PLAN)),
                Normaliser.read("+1 555 123 4567", NumberFormat.E164_WITH_PLUS, "US"));
        assertEquals(
                new DialledNumber("+9990000000", List.of(Warning.NOT_IN_NUMBERING_PLAN)),
                Normaliser.read("9990000000", NumberFormat.E164_WITHOUT_PLUS, "US"));
    }

    @Test
    void aNumberInAnotherFormatIsTakenAsItIsWithAWarning() {
        assertEquals(
                new DialledNumber("493012345678", List.of(Warning.NOT_IN_FORMAT)),
                Normaliser.read("493012345678", NumberFormat.E164_WITH_PLUS, "DE"));
        assertEquals(
                new DialledNumber("03012345678", List.of(Warning.UNKNOWN_REGION)),
                Normaliser.read("03012345678", NumberFormat.NATIONAL_WITH_TRUNK_ZERO, "Germany"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+١٩٠٠",
                "１９００",
                "tel:900;phone-context=+1",
                "sip:+1900@evil",
                ",,9",
                "p9",
                "9w1",
                "500&PJSIP/itsp/1416",
                "500,x=y",
                "500;ext=1",
                "50\u00a00",
                "500\r\n",
                "500\0",
                "3e3",
                "0x1F",
                "3000/1",
                "{number}",
                "'; drop",
                "A",
                "⑨"
            })
    void aHostileNumberIsRefused(String raw) {
        for (NumberFormat format : NumberFormat.values()) {
            assertEquals(
                    new UnreadableNumber(UnreadableNumber.Problem.BAD_CHARACTER),
                    Normaliser.read(raw, format, "DE"),
                    () -> raw + " as " + format);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                                       EMPTY
            ' ',                                      EMPTY
            '+',                                      EMPTY
            'tel:',                                   EMPTY
            '(-)',                                    EMPTY
            1234567890123456789012345678901234567890, TOO_LONG
            +12345678901234567890123456789012,        TOO_LONG
            1+2,                                      MISPLACED_PLUS
            ++49,                                     MISPLACED_PLUS
            +49*1,                                    MISPLACED_PLUS
            """)
    void aBrokenNumberIsRefusedByName(String raw, UnreadableNumber.Problem problem) {
        assertEquals(new UnreadableNumber(problem), Normaliser.read(raw, NumberFormat.E164_WITHOUT_PLUS, "DE"));
    }

    @Test
    void aNumberOfFullLengthThatGetsNoPlusStaysReadable() {
        String full = "1".repeat(DialledNumber.MAX_LENGTH);

        assertEquals(
                new DialledNumber(full, List.of(Warning.NOT_IN_FORMAT)),
                Normaliser.read(full, NumberFormat.E164_WITHOUT_PLUS, "DE"));
        assertInstanceOf(DialledNumber.class, Normaliser.read(full, NumberFormat.NATIONAL_WITHOUT_TRUNK_ZERO, "DE"));
        assertEquals(new DialledNumber(full), Normaliser.read(full, NumberFormat.AS_IS, "DE"));
    }

    @Test
    void anyTextIsReadWithoutAnException() {
        Random random = new Random(42);
        String alphabet = "+0123456789*#() -.tel:;=,é٣\0\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(i % 2 == 0 ? alphabet.length() : 13)));
            }
            for (NumberFormat format : NumberFormat.values()) {
                NumberReading reading = Normaliser.read(text.toString(), format, i % 3 == 0 ? "US" : "DE");
                if (reading instanceof DialledNumber(String value, List<Warning> _, boolean _)) {
                    assertTrue(
                            value.length() <= DialledNumber.MAX_LENGTH && value.matches("\\+[0-9]+|[0-9*#]+"), value);
                }
            }
        }
    }
}
