package dev.partyline.dialplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.dialplan.InvalidRuleException.Field;
import dev.partyline.dialplan.NumberPattern.Exact;
import dev.partyline.dialplan.NumberPattern.Kind;
import dev.partyline.dialplan.NumberPattern.Prefix;
import dev.partyline.dialplan.NumberPattern.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorIsToldWhatIsWrongWithARule {
    @Test
    void whatIsTypedIsReadWithItsSeparators() throws InvalidRuleException {
        assertEquals(new Exact("+493012345"), NumberPattern.parse(Kind.EXACT, " +49 (30) 123-45 ", ""));
        assertEquals(new Range("4000", "4999"), NumberPattern.parse(Kind.RANGE, "4000", "4999 "));
        assertEquals(new Prefix("*9"), NumberPattern.parse(Kind.PREFIX, "*9", " "));
    }

    @Test
    void thePartsOfAPatternReadBackAsTheSamePattern() throws InvalidRuleException {
        for (NumberPattern pattern : new NumberPattern[] {new Exact("#1"), new Range("+1", "+9"), new Prefix("0")}) {
            assertEquals(pattern, NumberPattern.parse(pattern.kind(), pattern.from(), pattern.to()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXACT  | ''     | ''    | FROM | The number is empty.
            EXACT  | 3000x  | ''    | FROM | A number has digits, * and #, and may begin with +.
            EXACT  | ３０００ | ''    | FROM | A number has digits, * and #, and may begin with +.
            EXACT  | 3+     | ''    | FROM | A + stands only at the beginning, with digits alone after it.
            EXACT  | 3000   | 3001  | TO   | Only a range has a last number; leave it empty.
            PREFIX | +      | ''    | FROM | The number is empty.
            PREFIX | 30     | 31    | TO   | Only a range has a last number; leave it empty.
            RANGE  | 4000   | ''    | TO   | The number is empty.
            RANGE  | 4999   | 4000  | TO   | The last number of a range is not below the first.
            RANGE  | 400    | 4999  | TO   | Both ends of a range have the same number of digits.
            RANGE  | +400   | 4999  | TO   | Both ends of a range begin with +, or neither does.
            RANGE  | *400   | *499  | FROM | A range has digits alone, without * and #.
            RANGE  | 0000000000000000000 | 9999999999999999999 | FROM | A range has at most 18 digits.
            EXACT  | 111111111111111111111111111111111 | '' | FROM | The number has more than 32 characters.
            """)
    void aMistakeIsNamedWithItsField(Kind kind, String from, String to, Field field, String sentence) {
        InvalidRuleException problem =
                assertThrows(InvalidRuleException.class, () -> NumberPattern.parse(kind, from, to));

        assertEquals(field, problem.field());
        assertEquals(sentence, problem.sentence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Lobby",
                "lob by",
                "löbby",
                "{number",
                "{Number}",
                "{number}{number}",
                "a/b",
                "a.b",
                "-_"
            })
    void aChannelOfAnotherAlphabetIsRefused(String text) {
        InvalidRuleException problem = assertThrows(InvalidRuleException.class, () -> ChannelTemplate.parse(text));

        assertEquals(Field.CHANNEL, problem.field());
    }

    @Test
    void aChannelTakesTheDialledNumber() throws InvalidRuleException {
        assertEquals("room-4711", ChannelTemplate.parse("room-{number}").name(new DialledNumber("4711")));
        assertEquals("4930", ChannelTemplate.parse("{number}").name(new DialledNumber("+4930")));
        assertEquals("s9h-x", ChannelTemplate.parse("{number}-x").name(new DialledNumber("*9#")));
        assertEquals("lobby", ChannelTemplate.parse(" lobby ").name(new DialledNumber("+4930")));
        assertTrue(ChannelTemplate.parse("a{number}").takesNumber());
        assertFalse(ChannelTemplate.parse("a").takesNumber());
    }

    @Test
    void noNumberMakesANameTooLong() throws InvalidRuleException {
        ChannelTemplate longest = ChannelTemplate.parse("a".repeat(31) + "{number}");

        assertTrue(ChannelTemplate.isChannelName(longest.name(new DialledNumber("*".repeat(32)))));
        assertThrows(InvalidRuleException.class, () -> ChannelTemplate.parse("a".repeat(32) + "{number}"));
        assertTrue(ChannelTemplate.isChannelName(
                ChannelTemplate.parse("a".repeat(63)).name(new DialledNumber("1"))));
        assertThrows(InvalidRuleException.class, () -> ChannelTemplate.parse("a".repeat(64)));
    }
}
