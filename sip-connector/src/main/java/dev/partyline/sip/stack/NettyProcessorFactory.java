package dev.partyline.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts our transport under the stack. The stack makes this object itself, by its class name, so the way from one stack
 * to its wires leads over the stack's name.
 */
public final class NettyProcessorFactory implements MessageProcessorFactory {
    private static final Map<String, Wires> WIRES = new ConcurrentHashMap<>();

    static void register(String stackName, Wires wires) {
        WIRES.put(stackName, wires);
    }

    static void forget(String stackName) {
        WIRES.remove(stackName);
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        Wires wires = WIRES.get(((SipStackImpl) stack).getStackName());
        if (wires == null) {
            throw new IOException("a stack without wires");
        }
        NettyProcessor processor = new NettyProcessor(wires, stack, address, port, transport);
        wires.processors().put(processor.protocol(), processor);
        return processor;
    }
}
