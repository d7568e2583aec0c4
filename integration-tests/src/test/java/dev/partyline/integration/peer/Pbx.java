package dev.partyline.integration.peer;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A telephone system in a container. It knows one account, {@link #ACCOUNT}, at which the bridge registers, and passes
 * whatever its phones dial on to it.
 */
public interface Pbx extends AutoCloseable {
    String ACCOUNT = "conference";
    String PASSWORD = "a-long-test-password-7319";

    /** Two of them on the host's network, at one address, would draw from the same ports. */
    String ONE_AT_A_TIME = "pbx";

    /** Where its phones, and the bridge's trunk, find it. */
    InetSocketAddress sip();

    /** Phones at these addresses are its own. */
    String ULAW_PHONE = "127.0.0.11";

    String ALAW_PHONE = "127.0.0.12";

    /** A bridge that failed to register tries again after 30 seconds. */
    Duration REGISTERED = Duration.ofSeconds(90);

    /** Whether the bridge is registered at this moment. */
    boolean bridgeIsRegistered();

    /** Stops and starts again, forgetting who was registered. */
    void restart();

    String log();

    default void awaitBridge() throws InterruptedException {
        Await.until("the bridge's trunk is registered", REGISTERED, this::bridgeIsRegistered);
    }

    @Override
    void close();
}
