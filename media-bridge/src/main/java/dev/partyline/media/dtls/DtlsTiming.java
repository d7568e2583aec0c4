package dev.partyline.media.dtls;

/**
 * How long an association waits.
 *
 * @param helloWaitMillis for the first datagram of a client, whose ICE may take its time
 * @param handshakeMillis from there to the end of the handshake
 * @param firstResendMillis before the first resending of a flight; each further one waits twice as long. RFC 6347
 *     section 4.2.4.1 says a second; RFC 8842 and browsers know that a round trip is shorter
 */
record DtlsTiming(int helloWaitMillis, int handshakeMillis, int firstResendMillis) {
    static final DtlsTiming USUAL = new DtlsTiming(30_000, 10_000, 200);
}
