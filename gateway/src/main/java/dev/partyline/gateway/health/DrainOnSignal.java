package dev.partyline.gateway.health;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.settings.GatewayProperties;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * SIGTERM and SIGINT: the first one lets calls run on and takes no new ones, then ends; the second one ends at once.
 * Java's own shutdown hooks can't do it: while they run, a second signal does nothing.
 */
public final class DrainOnSignal {
    private static final Logger LOG = LoggerFactory.getLogger(DrainOnSignal.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** For the connector's own good-bye at the limit, which it speaks before BYE. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final int SIGTERM_STATUS = 143;

    private final ConfigurableApplicationContext context;
    private final AtomicBoolean signalled = new AtomicBoolean();

    private DrainOnSignal(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static void install(ConfigurableApplicationContext context) {
        DrainOnSignal drain = new DrainOnSignal(context);
        Signals.on("TERM", drain::signal);
        Signals.on("INT", drain::signal);
    }

    private void signal() {
        if (!signalled.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(SIGTERM_STATUS);
        }
        Thread.ofPlatform().name("drain").start(() -> {
            try {
                drain();
            } catch (RuntimeException | InterruptedException e) {
                LOG.error("The way out was not clean", e);
            } finally {
                Runtime.getRuntime().halt(SIGTERM_STATUS);
            }
        });
    }

    private void drain() throws InterruptedException {
        Telephony telephony = context.getBean(Telephony.class);
        Duration limit = context.getBean(GatewayProperties.class).drainLimit();
        telephony.drain();
        int calls = telephony.sipStats().calls();
        if (calls > 0) {
            LOG.info(
                    "Draining: calls go on ({} now) for {} minutes at most; a second signal ends them",
                    calls,
                    limit.toMinutes());
        }
        long deadlineNanos = System.nanoTime() + limit.plus(GRACE).toNanos();
        while (telephony.sipStats().calls() > 0 && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(LOOK_EVERY);
        }
        Thread closing = Thread.ofPlatform().name("closing").start(context::close);
        if (!closing.join(CLOSING)) {
            LOG.warn("Something would not close within {} seconds", CLOSING.toSeconds());
        }
    }
}
