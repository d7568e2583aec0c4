package dev.partyline.gateway.call;

import dev.partyline.sip.CallRecord;

/** Hears of each call that is over, once, on the call's own thread. */
public interface CallListener {
    void ended(CallRecord record);
}
