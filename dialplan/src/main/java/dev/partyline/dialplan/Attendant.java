package dev.partyline.dialplan;

/** Whoever answers and asks the caller which conference he wants. */
public record Attendant() implements Target {
    @Override
    public Decision decide(long ruleId, DialledNumber dialled) {
        return new Decision.ToAttendant(ruleId);
    }
}
