package dev.partyline.dialplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partyline.dialplan.Decision.NoMapping;
import dev.partyline.dialplan.Decision.ToChannel;
import dev.partyline.dialplan.NumberPattern.Exact;
import dev.partyline.dialplan.NumberPattern.Prefix;
import dev.partyline.dialplan.NumberPattern.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MostSpecificRuleDecides {
    private static Rule rule(long id, NumberPattern pattern) {
        return new Rule(id, pattern, new ChannelTemplate("c" + id));
    }

    private static Decision decide(String number, Rule... rules) {
        return new Dialplan(List.of(rules)).decide(new DialledNumber(number));
    }

    private static Decision to(long id) {
        return new ToChannel(id, "c" + id);
    }

    @Test
    void theDemosNumbers() {
        Dialplan demo = new Dialplan(List.of(
                new Rule(1, new Exact("3000"), new ChannelTemplate("lobby")),
                new Rule(2, new Exact("3001"), new ChannelTemplate("boardroom")),
                new Rule(3, new Range("4000", "4999"), new ChannelTemplate("room-{number}"))));

        assertEquals(new ToChannel(1, "lobby"), demo.decide(new DialledNumber("3000")));
        assertEquals(new ToChannel(2, "boardroom"), demo.decide(new DialledNumber("3001")));
        assertEquals(new ToChannel(3, "room-4000"), demo.decide(new DialledNumber("4000")));
        assertEquals(new ToChannel(3, "room-4999"), demo.decide(new DialledNumber("4999")));
        for (String other : List.of("2999", "3002", "3999", "5000", "400", "40000", "04000", "+4000", "4*00", "0")) {
            assertEquals(new NoMapping(), demo.decide(new DialledNumber(other)), other);
        }
    }

    @Test
    void exactBeforeRangeBeforePrefix() {
        Rule prefix = rule(1, new Prefix("40"));
        Rule range = rule(2, new Range("4000", "4009"));
        Rule exact = rule(3, new Exact("4005"));

        assertEquals(to(3), decide("4005", prefix, range, exact));
        assertEquals(to(2), decide("4006", prefix, range, exact));
        assertEquals(to(1), decide("4010", prefix, range, exact));
        assertEquals(to(1), decide("40051", prefix, range, exact));
    }

    @Test
    void aNarrowPrefixBeatsAWideRange() {
        Rule range = rule(1, new Range("4000", "4999"));
        Rule prefix = rule(2, new Prefix("400"));

        assertEquals(to(2), decide("4005", range, prefix));
        assertEquals(to(1), decide("4015", range, prefix));
    }

    @Test
    void ofEquallyBroadOnesTheRangeBeatsThePrefixAndTheExactNumberBoth() {
        assertEquals(to(2), decide("4005", rule(1, new Prefix("400")), rule(2, new Range("4000", "4009"))));
        assertEquals(
                to(3),
                decide(
                        "4005",
                        rule(1, new Prefix("4005")),
                        rule(2, new Range("4005", "4005")),
                        rule(3, new Exact("4005"))));
    }

    @Test
    void ofEqualRulesTheOlderOneDecides() {
        assertEquals(to(7), decide("4005", rule(7, new Exact("4005")), rule(1, new Exact("4005"))));
        assertEquals(to(7), decide("4005", rule(7, new Prefix("4")), rule(1, new Prefix("4"))));
        assertEquals(to(7), decide("4005", rule(7, new Range("4001", "4006")), rule(1, new Range("4005", "4010"))));
        assertEquals(to(1), decide("4008", rule(7, new Range("4001", "4006")), rule(1, new Range("4005", "4010"))));
    }

    @Test
    void aPlusIsPartOfTheNumber() {
        assertEquals(to(1), decide("+4930", rule(1, new Prefix("+49")), rule(2, new Prefix("49"))));
        assertEquals(to(2), decide("4930", rule(1, new Prefix("+49")), rule(2, new Prefix("49"))));
        assertEquals(
                to(1), decide("+4930", rule(1, new Range("+4930", "+4931")), rule(2, new Range("04930", "04931"))));
        assertEquals(new NoMapping(), decide("4930", rule(1, new Range("+4930", "+4931"))));
    }

    @Test
    void leadingZerosCount() {
        assertEquals(to(1), decide("0001", rule(1, new Range("0000", "0009"))));
        assertEquals(new NoMapping(), decide("1", rule(1, new Range("0000", "0009"))));
        assertEquals(new NoMapping(), decide("001", rule(1, new Range("0000", "0009"))));
    }

    @Test
    void starsAndHashesAreExactOrPrefix() {
        assertEquals(to(1), decide("*98", rule(1, new Exact("*98")), rule(2, new Prefix("*"))));
        assertEquals(to(2), decide("*99#", rule(1, new Exact("*98")), rule(2, new Prefix("*"))));
        assertEquals(new NoMapping(), decide("4*00", rule(1, new Range("4000", "4999"))));
        assertThrows(IllegalArgumentException.class, () -> new Range("4*00", "4999"));
    }

    @Test
    void theWidestRangeThereIs() {
        Rule all = rule(1, new Range("0".repeat(18), "9".repeat(18)));

        assertEquals(to(1), decide("9".repeat(18), all));
        assertEquals(to(1), decide("0".repeat(18), all));
        assertEquals(new NoMapping(), decide("9".repeat(19), all));
        assertEquals(new NoMapping(), decide("9".repeat(17), all));
    }

    @Test
    void theIndexAgreesWithGoingThroughAllRules() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<Rule> rules = new ArrayList<>();
            for (int id = 0; id < 1 + random.nextInt(25); id++) {
                rules.add(rule(id, randomPattern(random)));
            }
            Dialplan dialplan = new Dialplan(rules);
            for (int i = 0; i < 200; i++) {
                DialledNumber number = new DialledNumber(randomNumber(random));
                assertEquals(byHand(rules, number), dialplan.decide(number), () -> number + " in " + rules);
            }
        }
    }

    private static Decision byHand(List<Rule> rules, DialledNumber number) {
        return rules.stream()
                .filter(rule -> rule.pattern().matches(number))
                .min(Comparator.comparingDouble((Rule rule) -> rule.pattern().breadth(number))
                        .thenComparing(rule -> rule.pattern().kind()))
                .<Decision>map(rule -> to(rule.id()))
                .orElseGet(NoMapping::new);
    }

    private static NumberPattern randomPattern(Random random) {
        String number = randomNumber(random);
        return switch (random.nextInt(3)) {
            case 0 -> new Exact(number);
            case 1 -> new Prefix(number.substring(0, Math.max(number.startsWith("+") ? 2 : 1, random.nextInt(3))));
            default -> {
                String other = "%0" + Range.digits(number).length() + "d";
                long first = Long.parseLong(Range.digits(number));
                long last = Math.min(
                        first + random.nextInt(60),
                        (long) Math.pow(10, Range.digits(number).length()) - 1);
                yield new Range(number, (number.startsWith("+") ? "+" : "") + other.formatted(last));
            }
        };
    }

    private static String randomNumber(Random random) {
        StringBuilder number = new StringBuilder(random.nextInt(5) == 0 ? "+" : "");
        for (int n = 2 + random.nextInt(2); n > 0; n--) {
            number.append((char) ('0' + random.nextInt(10)));
        }
        return number.toString();
    }
}
