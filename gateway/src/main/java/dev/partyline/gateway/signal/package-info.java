/**
 * Signalling: a WebSocket a participant (RFC 6455). Text frames enter at {@code SignalEndpoint}, are read into {@code ClientMessage} and answered by {@code ServerMessage}.
 */
@NullMarked
package dev.partyline.gateway.signal;

import org.jspecify.annotations.NullMarked;
