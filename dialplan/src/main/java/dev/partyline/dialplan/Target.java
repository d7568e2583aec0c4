package dev.partyline.dialplan;

/** Where a rule leads. */
public sealed interface Target permits ChannelTemplate, Attendant {
    /** What is decided for this number, where the rule is the one that decides. */
    Decision decide(long ruleId, DialledNumber dialled);
}
