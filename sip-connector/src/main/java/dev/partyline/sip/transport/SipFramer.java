package dev.partyline.sip.transport;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into SIP messages (RFC 3261 section 18.3). What it holds grows with what came, never with what a
 * header announces. After an exception the stream is lost and the connection has to be closed.
 */
final class SipFramer {
    static final int MAX_HEADER_BYTES = 16 * 1024;
    /** RFC 5626 section 4.4.1 has a ping every 95 seconds or more; this is far above and far below a flood. */
    private static final int KEEP_ALIVE_BURST = 64;

    sealed interface Framed {
        final class Message implements Framed {
            private final byte[] bytes;
            private final @Nullable String callId;

            Message(byte[] bytes, @Nullable String callId) {
                this.bytes = bytes;
                this.callId = callId;
            }

            byte[] bytes() {
                return bytes;
            }

            @Nullable
            String callId() {
                return callId;
            }
        }

        /** A double CRLF between messages; its answer is one CRLF. */
        record Ping() implements Framed {}
    }

    private final TokenBucket keepAlives;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1024);
    /** How much of CR LF CR LF has been seen at the end of what is held. */
    private int endSeen;

    private int keepAliveBytes;
    private @Nullable HeaderScan header;
    private int wanted;

    SipFramer(long nowNanos) {
        keepAlives = new TokenBucket(1, KEEP_ALIVE_BURST, nowNanos);
    }

    /** Whether a message has begun and not ended. */
    boolean partial() {
        return held.size() > 0;
    }

    void accept(byte[] segment, long nowNanos, Consumer<Framed> out) throws FramingException {
        int at = 0;
        while (at < segment.length) {
            if (header != null) {
                int take = Math.min(wanted - held.size(), segment.length - at);
                held.write(segment, at, take);
                at += take;
                emitWhenWhole(header, out);
            } else if (held.size() == 0 && (segment[at] == '\r' || segment[at] == '\n')) {
                keepAlive(segment[at++], nowNanos, out);
            } else {
                headerByte(segment[at++], out);
            }
        }
    }

    private void keepAlive(byte b, long nowNanos, Consumer<Framed> out) throws FramingException {
        if (b != (keepAliveBytes % 2 == 0 ? '\r' : '\n')) {
            throw new FramingException("bare-line-end");
        }
        keepAliveBytes++;
        if (keepAliveBytes % 2 == 0 && !keepAlives.take(nowNanos)) {
            throw new FramingException("keep-alive-flood");
        }
        if (keepAliveBytes == 4) {
            keepAliveBytes = 0;
            out.accept(new Framed.Ping());
        }
    }

    private void headerByte(byte b, Consumer<Framed> out) throws FramingException {
        if (keepAliveBytes % 2 != 0) {
            throw new FramingException("bare-line-end");
        }
        keepAliveBytes = 0;
        if (b == 0) {
            throw new FramingException("nul-in-header");
        }
        boolean afterCarriageReturn = endSeen % 2 == 1;
        if (afterCarriageReturn != (b == '\n')) {
            throw new FramingException("bare-line-end");
        }
        if (b == '\r' || b == '\n') {
            endSeen++;
        } else {
            endSeen = 0;
        }
        held.write(b);
        if (held.size() > MAX_HEADER_BYTES) {
            throw new FramingException("header-too-long");
        }
        if (endSeen == 4) {
            byte[] bytes = held.toByteArray();
            HeaderScan scan = HeaderScan.of(bytes, bytes.length);
            if (scan.contentLength() < 0) {
                throw new FramingException("content-length-missing");
            }
            header = scan;
            wanted = bytes.length + scan.contentLength();
            endSeen = 0;
            emitWhenWhole(scan, out);
        }
    }

    private void emitWhenWhole(HeaderScan scan, Consumer<Framed> out) {
        if (held.size() == wanted) {
            byte[] bytes = held.toByteArray();
            held.reset();
            header = null;
            out.accept(new Framed.Message(bytes, scan.callId()));
        }
    }
}
