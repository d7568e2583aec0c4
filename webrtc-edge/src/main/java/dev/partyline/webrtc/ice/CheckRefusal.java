package dev.partyline.webrtc.ice;

/** Why a datagram was not taken for a check; none of these gets an answer, but for the last two, which may. */
public enum CheckRefusal {
    /** Not a STUN Binding request, or broken. */
    MALFORMED,
    /** USERNAME is missing or names no live ufrag. */
    UNKNOWN_USERNAME,
    /** FINGERPRINT is wrong. */
    WRONG_FINGERPRINT,
    /** MESSAGE-INTEGRITY is missing or wrong. */
    WRONG_INTEGRITY,
    /** More checks from one address, or of one browser, than any agent sends. */
    TOO_FAST,
    /** As many addresses have passed their check as may. */
    TOO_MANY_ADDRESSES,
    /** Right, but from an address that is another browser's. */
    ADDRESS_TAKEN,
    /** An attribute that must be understood and is not: 420. */
    UNKNOWN_ATTRIBUTE,
    /** The browser thinks that it is controlled, too: 487. */
    ROLE_CONFLICT;

    private static final int COUNT = values().length;

    static int count() {
        return COUNT;
    }
}
