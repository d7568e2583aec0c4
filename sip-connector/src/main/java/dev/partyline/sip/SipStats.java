package dev.partyline.sip;

import java.util.Map;

/**
 * Counters since the start, and gauges of now.
 *
 * @param calls calls up
 * @param answered INVITEs answered with 200
 * @param refusals INVITEs and requests refused, by reason
 * @param drops datagrams, messages and connections dropped unanswered, by reason
 * @param transactions transactions held by the stack
 * @param dialogs dialogs held by the stack
 */
public record SipStats(
        int calls, long answered, Map<String, Long> refusals, Map<String, Long> drops, int transactions, int dialogs) {}
