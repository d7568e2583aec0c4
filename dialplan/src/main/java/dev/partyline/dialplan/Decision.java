package dev.partyline.dialplan;

/** What the dialplan says of a number. */
public sealed interface Decision {
    /**
     * @param ruleId the rule that decided
     */
    record ToChannel(long ruleId, String channelName) implements Decision {}

    record NoMapping() implements Decision {}
}
