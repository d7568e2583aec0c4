package dev.partyline.dialplan;

/** How a trunk writes the numbers that it sends. */
public enum NumberFormat {
    /** {@code +4930123456}. */
    E164_WITH_PLUS,
    /** {@code 4930123456}. */
    E164_WITHOUT_PLUS,
    /** {@code 030123456}, and {@code 004930123456} for other countries. */
    NATIONAL_WITH_TRUNK_ZERO,
    /** {@code 30123456}. */
    NATIONAL_WITHOUT_TRUNK_ZERO,
    /** Whatever it is, it stays. */
    AS_IS
}
