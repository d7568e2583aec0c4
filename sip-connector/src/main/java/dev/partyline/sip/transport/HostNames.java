package dev.partyline.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Names looked up with a deadline, which the resolver lacks. */
public final class HostNames {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private HostNames() {}

    /** @param host a name or an address, without brackets; an address costs no look-up */
    public static List<InetAddress> lookUp(String host) throws IOException, InterruptedException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return ask(host);
        }
    }

    private static List<InetAddress> ask(String host) throws IOException, InterruptedException {
        try {
            return Deadline.call("resolve", LIMIT, () -> List.of(InetAddress.getAllByName(host)));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the name can't be looked up", e);
        }
    }
}
