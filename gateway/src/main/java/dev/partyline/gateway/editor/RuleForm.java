package dev.partyline.gateway.editor;

import dev.partyline.dialplan.Attendant;
import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.InvalidRuleException;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Target;
import dev.partyline.gateway.number.NumberRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operator typed, kept as typed until it is right. */
record RuleForm(String kind, String from, String to, String target, String channel, int version) {
    private static final String CHANNEL = "CHANNEL";
    private static final String ATTENDANT = "ATTENDANT";

    record Parsed(NumberPattern pattern, Target target) {}

    static RuleForm of(
            @Nullable String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String target,
            @Nullable String channel,
            @Nullable Integer version) {
        return new RuleForm(
                Objects.requireNonNullElse(kind, "EXACT"),
                Objects.requireNonNullElse(from, ""),
                Objects.requireNonNullElse(to, ""),
                Objects.requireNonNullElse(target, CHANNEL),
                Objects.requireNonNullElse(channel, ""),
                Objects.requireNonNullElse(version, 0));
    }

    static RuleForm of(NumberRule rule) {
        return new RuleForm(
                rule.pattern().kind().name(),
                rule.pattern().from(),
                rule.pattern().to(),
                rule.target() instanceof Attendant ? ATTENDANT : CHANNEL,
                rule.target() instanceof ChannelTemplate template ? template.text() : "",
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
        NumberPattern pattern = NumberPattern.parse(parsedKind, from, last);
        return new Parsed(pattern, target.equals(ATTENDANT) ? new Attendant() : ChannelTemplate.parse(channel));
    }
}
