package dev.partyline.sip.call;

import dev.partyline.media.MediaBridge;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.SipSettings;
import dev.partyline.sip.stack.SipEndpoint;
import dev.partyline.sip.trace.CallTraces;
import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.SipTransport;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What every call of this connector shares.
 *
 * @param nanos monotonic time, for deadlines
 * @param clock wall time, for records only
 */
public record CallContext(
        SipSettings settings,
        SipTransport transport,
        SipEndpoint endpoint,
        MediaBridge media,
        CallHandler handler,
        InstantSource clock,
        LongSupplier nanos,
        CallTimers timers,
        Counters drops,
        Counters refusals,
        CallTraces traces) {}
