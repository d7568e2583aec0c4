package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.SipTransport;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.TooManyListenersException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipProvider;

/** The stack as one thing: requests come out as {@link SipEvents}, requests of ours go in. */
public final class SipEndpoint implements AutoCloseable {
    private final String name = "partyline-"
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Wires wires;
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final MessageIntake intake;
    private final Counters refusals;

    /** Puts the stack on the transport. Nothing comes out before {@link #start}. */
    public SipEndpoint(SipTransport transport, InetAddress bindAddress, Counters drops, Counters refusals)
            throws IOException {
        this.wires = new Wires(transport, drops);
        NettyProcessorFactory.register(name, wires);
        try {
            stack = new SipStackImpl(StackSettings.properties(name));
            stack.start();
            String address = bindAddress.getHostAddress();
            provider = stack.createSipProvider(listeningPoint(transport, address, Protocol.UDP));
            provider.addListeningPoint(listeningPoint(transport, address, Protocol.TCP));
            provider.addListeningPoint(listeningPoint(transport, address, Protocol.TLS));
            provider.setAutomaticDialogSupportEnabled(false);
        } catch (SipException | InvalidArgumentException e) {
            throw new IOException("the SIP stack does not start: " + e.getMessage(), e);
        }
        intake = new MessageIntake(stack, wires, refusals);
        this.refusals = refusals;
    }

    private ListeningPoint listeningPoint(SipTransport transport, String address, Protocol protocol)
            throws SipException, InvalidArgumentException {
        return stack.createListeningPoint(address, transport.port(protocol), protocol.token());
    }

    public void start(SipEvents events) {
        try {
            provider.addSipListener(new StackListener(provider, wires, refusals, events));
        } catch (TooManyListenersException e) {
            throw new IllegalStateException(e);
        }
        wires.transport().receive(this::receive);
    }

    private void receive(Peer peer, byte[] message) {
        NettyProcessor processor = wires.processors().get(peer.protocol());
        if (processor == null) {
            return;
        }
        try {
            intake.take(processor.channel(peer), message);
        } catch (IOException e) {
            wires.drops().count("answer-unsent");
        }
    }

    /**
     * Sends a request in a transaction. May block for as long as a TCP connection takes; the outcome comes once, later,
     * on a thread of the stack or of the transport, and must not block there.
     */
    public void send(OutgoingRequest request, Consumer<Outcome> outcome) {
        Waiting waiting = new Waiting(outcome);
        boolean wasConnected = wires.transport().connected(request.hop());
        try {
            SIPRequest message = (SIPRequest) parsed(request);
            message.setApplicationData(new HopRouter.AddressHop(request.hop()));
            ClientTransaction transaction = provider.getNewClientTransaction(message);
            transaction.setApplicationData(waiting);
            waiting.afterwards(
                    wires.transport().whenClosed(request.hop(), request.callId(), () -> lost(transaction, waiting)));
            transaction.sendRequest();
        } catch (SipException | IOException | RuntimeException e) {
            waiting.tell(wasConnected ? new Outcome.ConnectionLost() : new Outcome.Unreachable(reason(e)));
        }
    }

    /** In the transport's words, where it was the transport that failed beneath the stack. */
    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "not sent" : cause.getMessage();
    }

    /** What was written last may never have been read: not worth timer F's 32 s. */
    private void lost(ClientTransaction transaction, Waiting waiting) {
        if (waiting.tell(new Outcome.ConnectionLost())) {
            try {
                transaction.terminate();
            } catch (ObjectInUseException e) {
                wires.drops().count("close-in-use");
            }
        }
    }

    /** Sends an ACK to a 2xx: no transaction, no answer (RFC 3261 section 13.2.2.4). */
    public void sendAck(OutgoingRequest request) {
        try {
            wires.transport().connect(request.hop());
            wires.transport()
                    .send(
                            request.hop(),
                            parsed(request)
                                    .encodeAsBytes(request.hop().protocol().name()));
        } catch (IOException e) {
            wires.drops().count("ack-unsent");
        }
    }

    /** Transactions that the stack holds. */
    public int transactions() {
        return intake.transactions();
    }

    private SIPMessage parsed(OutgoingRequest request) throws IOException {
        return RequestText.parsed(request, wires.transport(), stack);
    }

    @Override
    public void close() {
        wires.transport().receive((peer, message) -> {});
        try {
            for (ListeningPoint point : provider.getListeningPoints()) {
                provider.removeListeningPoint(point);
            }
        } catch (ObjectInUseException e) {
            wires.drops().count("close-in-use");
        }
        NettyProcessorFactory.forget(name);
        // Having stopped, the stack sleeps for a second.
        Thread.ofVirtual().name("sip-stack-stop").start(stack::stop);
    }
}
