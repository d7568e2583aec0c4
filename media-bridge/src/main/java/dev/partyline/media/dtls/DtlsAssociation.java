package dev.partyline.media.dtls;

import dev.partyline.media.srtp.SrtpKeys;
import java.nio.ByteBuffer;

/** One DTLS association (RFC 6347), from its handshake to its end, on a virtual thread of its own. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class DtlsAssociation implements AutoCloseable {
    /** Who speaks first: the client. */
    public enum Role {
        SERVER,
        CLIENT
    }

    /** Called on the association's virtual thread. */
    public interface Listener {
        /** The far end is who it should be; whoever listens owns the keys. */
        void established(SrtpKeys keys);

        /** No keys will come. */
        void failed(String reason);

        /** The far end said close_notify after it was established. */
        void closed();
    }

    /** Where datagrams go; called on the association's virtual thread. */
    public interface Carrier {
        void send(byte[] bytes, int offset, int length);
    }

    private DtlsAssociation() {}

    public static DtlsAssociation start(
            Role role, DtlsIdentity own, DtlsFingerprint expected, Carrier carrier, Listener listener) {
        throw new UnsupportedOperationException(role + " " + own + " " + expected + " " + carrier + " " + listener);
    }

    /** A datagram from the far end; it is copied. Any thread, never blocks; false where the queue is full. */
    public boolean received(ByteBuffer datagram) {
        throw new UnsupportedOperationException(datagram.toString());
    }

    @Override
    public void close() {}
}
