package dev.partyline.media.room;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A phone's pair of ports as its leg sees them: the seam between {@code room} and the sockets of {@code net}. */
public interface PhoneTransport extends AutoCloseable {
    /**
     * From now on takes datagrams from these two addresses alone, and sends to them. What came before, from wherever,
     * is gone.
     *
     * @return false where the far end cannot be reached from here; then nothing is taken or sent
     */
    boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp);

    /** Takes and sends nothing until the next {@link #connect}. */
    void disconnect();

    /**
     * Puts the next datagram of the far end at the position of the buffer.
     *
     * @return its bytes, or -1 where there is none
     */
    int receiveRtp(ByteBuffer into);

    /** The same for RTCP. */
    int receiveRtcp(ByteBuffer into);

    /** Sends the bytes from position to limit; what cannot be sent at once is lost, as it would be on the way. */
    boolean sendRtp(ByteBuffer datagram);

    /** The same for RTCP. */
    boolean sendRtcp(ByteBuffer datagram);

    @Override
    void close();
}
