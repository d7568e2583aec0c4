/**
 * DTLS-SRTP (RFC 5763, RFC 5764) over BouncyCastle's TLS. Datagrams enter from {@code net} and leave by a carrier; what
 * comes of it are the keys for {@code srtp}.
 */
@NullMarked
package dev.partyline.media.dtls;

import org.jspecify.annotations.NullMarked;
