package dev.partyline.gateway.editor;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.InvalidRuleException;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.gateway.number.NumberRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operator typed, kept as typed until it is right. */
record RuleForm(String kind, String from, String to, String channel, int version) {
    record Parsed(NumberPattern pattern, ChannelTemplate channel) {}

    static RuleForm of(
            @Nullable String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable Integer version) {
        return new RuleForm(
                Objects.requireNonNullElse(kind, "EXACT"),
                Objects.requireNonNullElse(from, ""),
                Objects.requireNonNullElse(to, ""),
                Objects.requireNonNullElse(channel, ""),
                Objects.requireNonNullElse(version, 0));
    }

    static RuleForm of(NumberRule rule) {
        return new RuleForm(
                rule.pattern().kind().name(),
                rule.pattern().from(),
                rule.pattern().to(),
                rule.channel().text(),
                rule.version());
    }

    Parsed parse() throws InvalidRuleException {
        NumberPattern.Kind parsedKind = switch (kind) {
            case "RANGE" -> NumberPattern.Kind.RANGE;
            case "PREFIX" -> NumberPattern.Kind.PREFIX;
            default -> NumberPattern.Kind.EXACT;
        };
        // The field for the last number is hidden for the other kinds, and may hold what was typed before.
        String last = parsedKind == NumberPattern.Kind.RANGE ? to : "";
        return new Parsed(NumberPattern.parse(parsedKind, from, last), ChannelTemplate.parse(channel));
    }
}
