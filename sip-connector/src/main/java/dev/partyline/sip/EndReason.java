package dev.partyline.sip;

/** Why a call ended. */
public enum EndReason {
    CALLER_HUNG_UP,
    CALLER_CANCELLED,
    REMOVED_BY_ADMIN,
    NO_MAPPING,
    ROUTING_UNAVAILABLE,
    NO_COMMON_CODEC,
    NO_COMMON_ENCRYPTION,
    BAD_OFFER,
    BRIDGE_FULL,
    DRAINING,
    PIN_REFUSED,
    NO_ACK,
    MEDIA_TIMED_OUT,
    SESSION_EXPIRED,
    SHUTDOWN,
    FAULT
}
