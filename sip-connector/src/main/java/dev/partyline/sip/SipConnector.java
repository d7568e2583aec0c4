package dev.partyline.sip;

import dev.partyline.media.MediaBridge;
import dev.partyline.sip.call.CallContext;
import dev.partyline.sip.call.CallTimers;
import dev.partyline.sip.call.SipCalls;
import dev.partyline.sip.call.TrunkAdmission;
import dev.partyline.sip.stack.SipEndpoint;
import dev.partyline.sip.trace.CallTraces;
import dev.partyline.sip.trace.TracedMessage;
import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.MonotonicClock;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.ServerLookUp;
import dev.partyline.sip.transport.SipTransport;
import dev.partyline.sip.trunk.TrunkClient;
import dev.partyline.sip.trunk.TrunkDirectory;
import dev.partyline.sip.trunk.TrunkWatch;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The SIP side of the bridge as one thing to start, to ask and to close. */
public final class SipConnector implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SipSettings settings;
    private final List<TrunkSettings> trunks;
    private final Instant started;
    private final LongSupplier nanos;
    private final Counters drops = new Counters();
    private final Counters refusals = new Counters();
    private final SipTransport transport;
    private final CallTraces traces;
    private final SipEndpoint endpoint;
    private final SipCalls calls;
    private final Map<String, TrunkClient> clients = new LinkedHashMap<>();
    private final Map<String, TrunkWatch> watches = new LinkedHashMap<>();
    private final List<Thread> watchThreads = new ArrayList<>();
    private final List<Thread> clientThreads = new ArrayList<>();
    private @Nullable Thread drain;
    private boolean closed;

    private SipConnector(
            SipSettings settings,
            List<TrunkSettings> trunks,
            MediaBridge media,
            CallHandler handler,
            InstantSource clock,
            CallTimers timers,
            LongSupplier nanos,
            String dns)
            throws IOException {
        this.settings = settings;
        this.trunks = List.copyOf(trunks);
        this.started = clock.instant();
        this.nanos = nanos;
        TrunkDirectory directory = new TrunkDirectory(this.trunks);
        ServerLookUp lookUp = new ServerLookUp(dns, new SecureRandom().nextLong());
        TrunkTls tls = new TrunkTls(settings.tls(), directory);
        transport = new SipTransport(
                settings.bindAddress(),
                settings.port(),
                settings.advertisedAddress(),
                tls,
                settings.tls().port(),
                address -> directory.trunkOf(address).isPresent(),
                drops,
                nanos);
        traces = new CallTraces(settings.keepTraces(), clock);
        transport.watch(traces);
        try {
            endpoint = new SipEndpoint(transport, settings.bindAddress(), drops, refusals);
            calls = new SipCalls(
                    new CallContext(
                            settings, transport, endpoint, media, handler, clock, nanos, timers, drops, refusals,
                            traces),
                    new TrunkAdmission(directory));
            for (TrunkSettings trunk : this.trunks) {
                TrunkSettings.WatchSettings watch = trunk.watch();
                if (watch != null) {
                    watches.put(
                            trunk.name(),
                            new TrunkWatch(
                                    trunk,
                                    watch,
                                    () -> tls.watched(trunk, watch),
                                    lookUp,
                                    directory,
                                    transport,
                                    endpoint,
                                    clock));
                }
                TrunkSettings.RegistrationSettings registration = trunk.registration();
                if (registration != null) {
                    clients.put(
                            trunk.name(),
                            new TrunkClient(
                                    trunk,
                                    registration,
                                    () -> tls.registrar(trunk, registration),
                                    lookUp,
                                    directory,
                                    transport,
                                    endpoint,
                                    clock,
                                    nanos));
                }
            }
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /**
     * Binds UDP and TCP, starts the trunks' registrations and takes calls.
     *
     * @throws IOException where the address or port can't be bound; the message names both
     * @throws IllegalArgumentException with a sentence for the operator, where a trunk's settings make no sense
     */
    public static SipConnector start(
            SipSettings settings,
            List<TrunkSettings> trunks,
            MediaBridge media,
            CallHandler handler,
            InstantSource clock)
            throws IOException {
        return start(
                settings,
                trunks,
                media,
                handler,
                clock,
                CallTimers.standard(),
                new MonotonicClock(),
                ServerLookUp.SYSTEM);
    }

    /** With timers, monotonic time and a name server of one's own, for tests. */
    static SipConnector start(
            SipSettings settings,
            List<TrunkSettings> trunks,
            MediaBridge media,
            CallHandler handler,
            InstantSource clock,
            CallTimers timers,
            LongSupplier nanos,
            String dns)
            throws IOException {
        SipConnector connector = new SipConnector(settings, trunks, media, handler, clock, timers, nanos, dns);
        connector.endpoint.start(connector.calls);
        connector.clients.forEach((name, client) -> connector.clientThreads.add(
                Thread.ofVirtual().name("trunk-" + name).start(client)));
        connector.watches.forEach((name, watch) -> connector.watchThreads.add(
                Thread.ofVirtual().name("watch-" + name).start(watch)));
        return connector;
    }

    /** The port that is bound, where the settings left it to the system. */
    public int port() {
        return transport.port(Protocol.UDP);
    }

    /** The port of TLS; what headers say of it where nothing listens. */
    public int tlsPort() {
        return transport.port(Protocol.TLS);
    }

    public List<LiveCall> liveCalls() {
        return calls.live();
    }

    /** The phones that are in channels. */
    public List<PresentCall> presentCalls() {
        return calls.present();
    }

    /**
     * What a call said and was told, in order; empty where nothing is kept of it.
     *
     * @param sipCallId its Call-ID, as in {@link CallRecord#sipCallId}
     */
    public List<TracedMessage> trace(String sipCallId) {
        return traces.of(sipCallId);
    }

    /** Mutes or unmutes a phone and tells it by voice. False where there is no such call. */
    public boolean mute(CallId id, boolean muted) {
        return calls.mute(id, muted);
    }

    /** Lowers a phone's raised hand and tells it. False where there is no such call. */
    public boolean lowerHand(CallId id) {
        return calls.lowerHand(id);
    }

    /** Tells a phone that its conference ends with the host, then ends its call. False where there is no such call. */
    public boolean hostLeft(CallId id) {
        return calls.hostLeft(id);
    }

    /** Tells a phone that it was removed, then ends its call. False where there is no such call. */
    public boolean remove(CallId id) {
        return calls.remove(id);
    }

    public List<TrunkStatus> trunks() {
        return trunks.stream().map(this::status).toList();
    }

    private TrunkStatus status(TrunkSettings trunk) {
        int up = calls.onTrunk(trunk.name());
        TrunkClient client = clients.get(trunk.name());
        if (client != null) {
            return client.status(up);
        }
        TrunkWatch watch = watches.get(trunk.name());
        return watch != null
                ? watch.status(up)
                : new TrunkStatus(trunk.name(), TrunkStatus.State.BY_ADDRESS, started, "", up);
    }

    public SipStats stats() {
        return new SipStats(
                calls.places(),
                calls.answered(),
                refusals.snapshot(),
                drops.snapshot(),
                endpoint.transactions(),
                calls.dialogues());
    }

    /** New calls and OPTIONS get 503 from now on; calls that are up go on until they end or the drain limit comes. */
    public synchronized void drain() {
        calls.drain();
        if (drain == null && !closed) {
            drain = Thread.ofVirtual().name("drain").start(() -> {
                try {
                    Thread.sleep(settings.drainLimit());
                    calls.closeAfterPrompt();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    /** Ends every call with BYE, unregisters, closes the sockets; takes at most a few seconds. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (drain != null) {
            drain.interrupt();
        }
        watchThreads.forEach(Thread::interrupt);
        clients.values().forEach(TrunkClient::leave);
        try {
            calls.hangUpAll(CLOSING);
            long until = nanos.getAsLong() + CLOSING.toNanos();
            for (Thread thread : clientThreads) {
                thread.join(Duration.ofNanos(Math.max(0, until - nanos.getAsLong())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clientThreads.forEach(Thread::interrupt);
        endpoint.close();
        transport.close();
    }
}
