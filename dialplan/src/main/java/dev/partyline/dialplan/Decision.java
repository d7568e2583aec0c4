package dev.partyline.dialplan;

/** What the dialplan says of a number. */
public sealed interface Decision {
    /**
     * @param ruleId the rule that decided
     */
    record ToChannel(long ruleId, String channelName) implements Decision {}

    /**
     * @param ruleId the rule that decided
     */
    record ToAttendant(long ruleId) implements Decision {}

    record NoMapping() implements Decision {}

    /** It calls for help, and no rule is for exactly this number: the PBX has to find another way, at once. */
    record Emergency() implements Decision {}
}
