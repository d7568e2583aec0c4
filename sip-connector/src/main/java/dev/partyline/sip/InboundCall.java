package dev.partyline.sip;

/**
 * A call that asks to come in.
 *
 * @param trunk name of the trunk it came by
 * @param dialled the number as the trunk's number source gave it, not yet normalised
 * @param caller the caller's number or name as the trunk gave it; empty where withheld
 */
public record InboundCall(CallId id, String trunk, CallerText dialled, CallerText caller) {}
