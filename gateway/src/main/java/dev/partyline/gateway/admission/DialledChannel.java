package dev.partyline.gateway.admission;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Dialplan;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Rule;
import java.util.Optional;
import java.util.stream.Stream;

/** The way back through a dialplan: from a channel's name to a number that leads to it. */
public final class DialledChannel {
    private static final String NUMBER = "{number}";

    private DialledChannel() {}

    /** One number; empty where the dialplan never decides for this channel. */
    public static Optional<String> number(Dialplan dialplan, String channel) {
        return numbers(dialplan, channel).findFirst();
    }

    /** The numbers that lead to this channel alone: of rules for one number, and of those that name it by its number. */
    public static Stream<String> numbers(Dialplan dialplan, String channel) {
        return dialplan.rules().stream()
                .flatMap(rule -> candidates(rule, channel))
                .distinct()
                .filter(number ->
                        dialplan.decide(new DialledNumber(number)) instanceof Decision.ToChannel(long _, String name)
                                && name.equals(channel));
    }

    private static Stream<String> candidates(Rule rule, String channel) {
        if (!(rule.target() instanceof ChannelTemplate template)) {
            return Stream.empty();
        }
        if (!template.takesNumber()) {
            boolean named = template.text().equals(channel);
            return named && !(rule.pattern() instanceof NumberPattern.Prefix)
                    ? Stream.of(rule.pattern().from())
                    : Stream.empty();
        }
        int at = template.text().indexOf(NUMBER);
        String before = template.text().substring(0, at);
        String after = template.text().substring(at + NUMBER.length());
        if (channel.length() <= before.length() + after.length()
                || !channel.startsWith(before)
                || !channel.endsWith(after)) {
            return Stream.empty();
        }
        // As ChannelTemplate.name wrote it; its plus is gone, so both ways are tried.
        String dialled = channel.substring(before.length(), channel.length() - after.length())
                .replace('s', '*')
                .replace('h', '#');
        return Stream.of(dialled, "+" + dialled).filter(DialledChannel::isNumber);
    }

    private static boolean isNumber(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return text.length() <= DialledNumber.MAX_LENGTH
                && !digits.isEmpty()
                && digits.chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || (!text.startsWith("+") && (c == '*' || c == '#')));
    }
}
