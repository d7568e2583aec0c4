package dev.partyline.dialplan;

import dev.partyline.dialplan.InvalidRuleException.Field;

/**
 * The name of the channel a rule leads to: a name, or one with {@code {number}} in it, which the dialled number
 * replaces. So one rule can give each of a thousand numbers its own channel.
 */
public record ChannelTemplate(String text) implements Target {
    private static final String NUMBER = "{number}";
    private static final int MAX_NAME_LENGTH = 63;

    public ChannelTemplate {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Reads what an operator typed. */
    public static ChannelTemplate parse(String text) throws InvalidRuleException {
        String stripped = text.strip();
        String problem = problem(stripped);
        if (!problem.isEmpty()) {
            throw new InvalidRuleException(Field.CHANNEL, problem);
        }
        return new ChannelTemplate(stripped);
    }

    /** Whether this is the name of a channel: lower-case letters a to z, digits and hyphens, 1 to 63 of them. */
    public static boolean isChannelName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME_LENGTH
                && name.chars().allMatch(ChannelTemplate::mayStand);
    }

    @Override
    public Decision decide(long ruleId, DialledNumber dialled) {
        return new Decision.ToChannel(ruleId, name(dialled));
    }

    /** Whether the dialled number is part of the name. */
    public boolean takesNumber() {
        return text.contains(NUMBER);
    }

    /** The channel for this number. A plus is left out, {@code *} becomes {@code s} and {@code #} becomes {@code h}. */
    public String name(DialledNumber dialled) {
        return text.replace(
                NUMBER, dialled.value().replace("+", "").replace('*', 's').replace('#', 'h'));
    }

    private static String problem(String text) {
        if (text.isEmpty()) {
            return "A rule needs the name of a channel.";
        }
        int at = text.indexOf(NUMBER);
        boolean takesNumber = at >= 0;
        String rest = takesNumber ? text.substring(0, at) + text.substring(at + NUMBER.length()) : text;
        if (!rest.chars().allMatch(ChannelTemplate::mayStand)) {
            return "A channel's name has lower-case letters a to z, digits and hyphens, and {number} at most once.";
        }
        int longest = rest.length() + (takesNumber ? DialledNumber.MAX_LENGTH : 0);
        if (longest > MAX_NAME_LENGTH) {
            return takesNumber
                    ? "Beside {number} a channel's name has at most " + (MAX_NAME_LENGTH - DialledNumber.MAX_LENGTH)
                            + " characters."
                    : "A channel's name has at most " + MAX_NAME_LENGTH + " characters.";
        }
        return "";
    }

    private static boolean mayStand(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
