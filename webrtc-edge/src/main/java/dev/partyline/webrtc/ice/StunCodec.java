package dev.partyline.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.security.CredentialsAuthority;
import org.ice4j.stack.StunStack;
import org.jspecify.annotations.Nullable;

/** ice4j's messages, for what has been authenticated; its agents, sockets and threads stay out. */
final class StunCodec {
    /** Loggers are only weakly held by their registry, and would forget their levels. ice4j tells HMACs at FINE. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.ice4j"), Logger.getLogger("org.jitsi"));

    static {
        for (Logger logger : QUIET) {
            logger.setLevel(Level.WARNING);
        }
        // Read once, at the first message: no SOFTWARE in what is sent.
        if (System.getProperty("ice4j.software") == null) {
            System.setProperty("ice4j.software", "");
        }
    }

    private final StunStack stack = new StunStack();
    private byte[] key = {};

    StunCodec() {
        stack.getCredentialsManager().registerAuthority(new CredentialsAuthority() {
            @Override
            public byte[] getLocalKey(String username) {
                return key;
            }

            @Override
            public byte[] getRemoteKey(String username, String media) {
                return key;
            }

            @Override
            public boolean checkLocalUserName(String username) {
                return true;
            }
        });
    }

    /** The request in a datagram, up to its MESSAGE-INTEGRITY: ice4j reads what follows, too. Null where it cannot. */
    static @Nullable Request decode(ByteBuffer datagram, BindingRequestScan scan) {
        byte[] bytes = new byte[scan.integrityOffset + BindingRequestScan.INTEGRITY_BYTES];
        datagram.get(datagram.position(), bytes);
        ByteBuffer.wrap(bytes).putShort(2, (short) (bytes.length - BindingRequestScan.HEADER_BYTES));
        try {
            return Message.decode(bytes, 0, bytes.length) instanceof Request request ? request : null;
        } catch (StunException | RuntimeException e) {
            // Its attributes check their lengths by array bounds.
            return null;
        }
    }

    byte[] success(Request request, InetSocketAddress mapped, IceGeneration generation) {
        TransportAddress address = new TransportAddress(mapped, Transport.UDP);
        return encode(MessageFactory.createBindingResponse(request, address), request, generation);
    }

    /** No reason phrase: an error is never larger than what caused it. */
    byte[] error(Request request, int code, char[] unknown, int unknownCount, IceGeneration generation) {
        Response response = unknownCount == 0
                ? MessageFactory.createBindingErrorResponse((char) code, "")
                : MessageFactory.createBindingErrorResponse((char) code, "", Arrays.copyOf(unknown, unknownCount));
        return encode(response, request, generation);
    }

    /** A check as a browser sends it, to warm up with. */
    byte[] check(IceGeneration generation) throws StunException {
        Request request = MessageFactory.createBindingRequest(1, true, 1);
        request.setTransactionID(new byte[Message.TRANSACTION_ID_LENGTH]);
        String username = generation.ufrag() + ":warm";
        request.putAttribute(AttributeFactory.createUsernameAttribute(username));
        request.putAttribute(AttributeFactory.createUseCandidateAttribute());
        sign(request, generation);
        return request.encode(stack);
    }

    private byte[] encode(Response response, Request request, IceGeneration generation) {
        try {
            response.setTransactionID(request.getTransactionID());
        } catch (StunException e) {
            throw new IllegalStateException("a transaction id that was decoded has its length", e);
        }
        sign(response, generation);
        return response.encode(stack);
    }

    private void sign(Message message, IceGeneration generation) {
        key = generation.password();
        MessageIntegrityAttribute integrity = AttributeFactory.createMessageIntegrityAttribute(generation.ufrag());
        message.putAttribute(integrity);
        message.putAttribute(AttributeFactory.createFingerprintAttribute());
    }
}
