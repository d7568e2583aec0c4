package dev.partyline.gateway.health;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.settings.GatewayProperties;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * SIGTERM and SIGINT: the first one lets calls run on and takes no new ones, then ends; the second one ends at once.
 * Java's own shutdown hooks can't do it: while they run, a second signal does nothing.
 *
 * <p>Phones are answered, and {@code /readyz} says yes, while the rest still starts; a signal that found nobody
 * listening then would cut them off. So it listens before anything starts, and is told of what there is to drain.
 */
public final class DrainOnSignal implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(DrainOnSignal.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** For the connector's own good-bye at the limit, which it speaks before BYE. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** How long a start that is under way is waited for, so that it may be closed as a whole. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final int SIGTERM_STATUS = 143;

    private final AtomicBoolean signalled = new AtomicBoolean();
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile Duration limit = Duration.ZERO;
    private volatile @Nullable Telephony telephony;
    private volatile @Nullable ConfigurableApplicationContext context;

    private DrainOnSignal() {}

    /** Listens from now on. */
    public static DrainOnSignal install() {
        DrainOnSignal drain = new DrainOnSignal();
        Signals.on("TERM", drain::signal);
        Signals.on("INT", drain::signal);
        return drain;
    }

    /** Comes after the settings are read. */
    @Override
    public void initialize(ConfigurableApplicationContext starting) {
        ConfigurableListableBeanFactory beans = starting.getBeanFactory();
        limit = beans.getBean(GatewayProperties.class).drainLimit();
        beans.addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof Telephony begun) {
                    takesCalls(begun);
                }
                return bean;
            }
        });
    }

    /** Calls come from now on, whatever else has to start. */
    private void takesCalls(Telephony begun) {
        telephony = begun;
        if (signalled.get()) {
            begun.drain();
        }
    }

    /** The start is over: from now on all of it can be closed. */
    public void started(ConfigurableApplicationContext whole) {
        context = whole;
        started.countDown();
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
        Telephony early = telephony;
        if (early != null) {
            early.drain();
        }
        if (!started.await(STARTING.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.warn("The start goes on for more than {} seconds after the signal", STARTING.toSeconds());
        }
        Telephony late = telephony;
        if (late != null) {
            waitForCalls(late);
        }
        close();
    }

    private void waitForCalls(Telephony draining) throws InterruptedException {
        int calls = draining.sipStats().calls();
        if (calls > 0) {
            LOG.info(
                    "Draining: calls go on ({} now) for {} minutes at most; a second signal ends them",
                    calls,
                    limit.toMinutes());
        }
        long deadlineNanos = System.nanoTime() + limit.plus(GRACE).toNanos();
        while (draining.sipStats().calls() > 0 && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void close() throws InterruptedException {
        ConfigurableApplicationContext whole = context;
        if (whole != null) {
            Thread closing = Thread.ofPlatform().name("closing").start(whole::close);
            if (!closing.join(CLOSING)) {
                LOG.warn("Something would not close within {} seconds", CLOSING.toSeconds());
            }
        }
    }
}
