package dev.partyline.gateway.editor;

import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Normaliser;
import dev.partyline.dialplan.NumberFormat;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.UnreadableNumber;

/** What looks odd about a rule that is right all the same. */
final class RuleWarnings {
    private static final int MAX_SHORT_DIGITS = 6;

    private RuleWarnings() {}

    /** A sentence, or an empty one. */
    static String of(NumberPattern pattern) {
        String number = pattern.from();
        if (pattern instanceof NumberPattern.Prefix) {
            return "";
        }
        if (number.startsWith("+")) {
            return switch (Normaliser.read(number, NumberFormat.E164_WITH_PLUS, "")) {
                case DialledNumber read
                when read.warnings().contains(DialledNumber.Warning.NOT_IN_NUMBERING_PLAN) ->
                    "The numbering plan as we know it has no number " + number
                            + ". If callers do dial it, all is well.";
                case DialledNumber _, UnreadableNumber _ -> "";
            };
        }
        return number.length() > MAX_SHORT_DIGITS && number.chars().allMatch(c -> c >= '0' && c <= '9')
                ? "Trunks with a number format turn long numbers into +… before rules are looked at; without a plus this "
                        + "rule is for trunks that send numbers as they are."
                : "";
    }
}
