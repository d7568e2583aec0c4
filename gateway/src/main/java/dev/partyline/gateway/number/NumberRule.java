package dev.partyline.gateway.number;

import dev.partyline.dialplan.Attendant;
import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Rule;
import dev.partyline.dialplan.Target;

/**
 * A rule as it is stored.
 *
 * @param version counts changes, so that two operators don't undo each other's unseen
 */
public record NumberRule(long id, NumberPattern pattern, Target target, int version) {
    public Rule rule() {
        return new Rule(id, pattern, target);
    }

    /** Where it leads, in words. */
    public String destination() {
        return destination(target);
    }

    public static String destination(Target target) {
        return switch (target) {
            case ChannelTemplate channel -> channel.text();
            case Attendant _ -> "the attendant";
        };
    }

    /** The numbers in words. */
    public String numbers() {
        return words(pattern);
    }

    public static String words(NumberPattern pattern) {
        return switch (pattern) {
            case NumberPattern.Exact(String number) -> number;
            case NumberPattern.Range(String first, String last) -> first + " to " + last;
            case NumberPattern.Prefix(String beginning) -> beginning + "…";
        };
    }
}
