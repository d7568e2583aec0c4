package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.TrunkStatus;
import dev.partyline.sip.stack.HeaderField;
import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.OutgoingRequest;
import dev.partyline.sip.stack.SipEndpoint;
import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.ServerLookUp;
import dev.partyline.sip.transport.SipTransport;
import dev.partyline.sip.transport.SipUris;
import dev.partyline.sip.transport.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one trunk's {@link Registration}: sends what it says, on one virtual thread, and tells it what came of that. */
public final class TrunkClient implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkClient.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETURN_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    private static final Pattern EXPIRES = Pattern.compile("(?i).*;\\s*expires\\s*=\\s*\"?([0-9]{1,9}).*");

    private sealed interface Event {
        record Came(Outcome outcome) implements Event {}

        record Leave() implements Event {}
    }

    private final TrunkSettings trunk;
    private final RegistrationSettings settings;
    private final RegistrarAddress registrar;
    private final Protocol protocol;
    private final Supplier<TlsContexts.Server> tlsServer;
    private final TrunkDirectory directory;
    private final SipTransport transport;
    private final SipEndpoint endpoint;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final ServerLookUp lookUp;
    private final Registration machine;
    private final String callId = token() + token();
    private final String fromTag = token();
    private final BlockingQueue<Event> mailbox = new ArrayBlockingQueue<>(16);
    private long cseq;
    private int attempts;
    private long turnedNanos;
    private boolean leaving;
    private @Nullable Peer hop;
    private String ourUri = "";
    private volatile Status status;

    private record Status(TrunkStatus.State state, Instant since, String detail) {}

    /** @param tlsServer whom a connection of TLS has to lead to */
    public TrunkClient(
            TrunkSettings trunk,
            RegistrationSettings settings,
            Supplier<TlsContexts.Server> tlsServer,
            ServerLookUp lookUp,
            TrunkDirectory directory,
            SipTransport transport,
            SipEndpoint endpoint,
            InstantSource clock,
            LongSupplier nanos) {
        this.trunk = trunk;
        this.settings = settings;
        this.registrar = RegistrarAddress.parse(settings.registrar(), settings.transport());
        this.protocol = settings.transport();
        this.tlsServer = tlsServer;
        this.lookUp = lookUp;
        this.directory = directory;
        this.transport = transport;
        this.endpoint = endpoint;
        this.clock = clock;
        this.nanos = nanos;
        this.machine = new Registration(settings, registrar.uri(), random);
        this.status = new Status(TrunkStatus.State.REGISTERING, clock.instant(), "");
    }

    public TrunkStatus status(int calls) {
        Status now = status;
        return new TrunkStatus(trunk.name(), now.state(), now.since(), now.detail(), calls);
    }

    /** Takes the registration away; {@link #run} returns when that is done or has failed. */
    public void leave() {
        mailbox.offer(new Event.Leave());
    }

    @Override
    public void run() {
        try {
            step(() -> machine.start(nanos.getAsLong()));
            while (!(leaving && machine.isGone())) {
                long until = Math.min(machine.deadlineNanos() - nanos.getAsLong(), LOOK_NANOS);
                Event event = mailbox.poll(Math.max(0, until), TimeUnit.NANOSECONDS);
                step(() -> next(event, nanos.getAsLong()));
                note();
            }
        } catch (InterruptedException e) {
            LOG.debug("Trunk {} was not unregistered in time", trunk.name());
        }
    }

    /** Whatever one answer did to us, the next attempt may do better. */
    private void step(Supplier<Optional<Registration.Send>> what) throws InterruptedException {
        try {
            send(what.get());
        } catch (RuntimeException e) {
            LOG.error("The registration of trunk {} failed", trunk.name(), e);
            machine.failed("a fault of the bridge", nanos.getAsLong());
            Thread.sleep(AFTER_FAULT);
        }
    }

    private Optional<Registration.Send> next(@Nullable Event event, long nowNanos) {
        return switch (event) {
            case Event.Leave leave -> {
                leaving = true;
                yield machine.unregister(nowNanos);
            }
            case Event.Came(Outcome.Answered answer) -> answered(answer, nowNanos);
            case Event.Came(Outcome.NoAnswer none) -> failed("no answer", nowNanos);
            case Event.Came(Outcome.ConnectionLost lost) -> failed("the connection closed before an answer", nowNanos);
            case Event.Came(Outcome.Unreachable unreachable) -> failed(unreachable.why(), nowNanos);
            case null -> connectionLost() ? again(nowNanos) : machine.deadlineReached(nowNanos);
        };
    }

    private Optional<Registration.Send> failed(String why, long nowNanos) {
        tryAnother(nowNanos);
        machine.failed(why, nowNanos);
        return Optional.empty();
    }

    /** RFC 3263 section 4.3: who does not answer, or says that he can't now, is passed over. */
    private void tryAnother(long nowNanos) {
        attempts++;
        turnedNanos = nowNanos;
    }

    /** How many servers were passed over; none any more when that was long ago: the preferred one may be back. */
    private int attempts() {
        if (attempts > 0 && nanos.getAsLong() - turnedNanos > RETURN_NANOS) {
            attempts = 0;
        }
        return attempts;
    }

    private Optional<Registration.Send> answered(Outcome.Answered answer, long nowNanos) {
        if (answer.status() == 503) {
            tryAnother(nowNanos);
        }
        return machine.answered(response(answer), nowNanos);
    }

    /** Over a connection a registrar forgets us, or can't reach us, when the connection goes. */
    private boolean connectionLost() {
        return !leaving
                && hop != null
                && hop.protocol().isConnection()
                && machine.status() == TrunkStatus.State.REGISTERED
                && !transport.connected(hop);
    }

    private Optional<Registration.Send> again(long nowNanos) {
        machine.unregister(nowNanos);
        machine.failed("the connection was lost", nowNanos);
        return machine.start(nowNanos);
    }

    private void note() {
        Status before = status;
        if (before.state() != machine.status() || !before.detail().equals(machine.detail())) {
            status = new Status(machine.status(), clock.instant(), machine.detail());
            LOG.info(
                    "Trunk {} is {}{}",
                    trunk.name(),
                    machine.status(),
                    machine.detail().isEmpty() ? "" : ": " + machine.detail());
        }
    }

    private void send(Optional<Registration.Send> wanted) throws InterruptedException {
        if (wanted.isEmpty()) {
            return;
        }
        Registration.Send send = wanted.get();
        try {
            List<InetSocketAddress> servers = registrar.resolve(lookUp);
            directory.registrarAt(
                    trunk.name(),
                    servers.stream()
                            .map(InetSocketAddress::getAddress)
                            .distinct()
                            .toList());
            Peer to = new Peer(protocol, servers.get(Math.floorMod(attempts(), servers.size())));
            hop = to;
            // Whoever registers tells his password's digest: to the registrar, and nobody else.
            if (protocol == Protocol.TLS) {
                transport.connectTo(to, tlsServer.get());
            }
            endpoint.send(request(send, to), outcome -> mailbox.offer(new Event.Came(outcome)));
        } catch (IOException e) {
            mailbox.offer(new Event.Came(new Outcome.Unreachable(String.valueOf(e.getMessage()))));
        }
    }

    private OutgoingRequest request(Registration.Send send, Peer to) throws IOException {
        String user = escaped(settings.username());
        String host = registrar.uri().substring("sip:".length());
        ourUri = SipUris.of(
                user, transport.addressShownTo(to.address().getAddress()), transport.port(protocol), protocol);
        List<HeaderField> headers = new ArrayList<>();
        headers.add(new HeaderField("Contact", "<" + ourUri + ">"));
        headers.add(new HeaderField("Expires", Integer.toString(send.expiresSeconds())));
        for (Registration.Credentials credentials : send.credentials()) {
            headers.add(new HeaderField(credentials.headerName(), credentials.value()));
        }
        String account = "<sip:" + user + "@" + host + ">";
        return new OutgoingRequest(
                "REGISTER", registrar.uri(), account + ";tag=" + fromTag, account, callId, ++cseq, to, headers, "");
    }

    private Registration.Response response(Outcome.Answered answer) {
        List<String> contacts = answer.headers("Contact");
        List<String> ours = contacts.stream().filter(c -> c.contains(ourUri)).toList();
        // Some registrars write our Contact in their own way, such as with the address that they saw.
        OptionalInt granted = soonest(ours.isEmpty() && contacts.size() == 1 ? contacts : ours);
        return new Registration.Response(
                answer.status(),
                answer.headers("WWW-Authenticate"),
                answer.headers("Proxy-Authenticate"),
                granted.isPresent() ? granted : seconds(answer.header("Expires")),
                seconds(answer.header("Min-Expires")),
                seconds(answer.header("Retry-After")));
    }

    private static OptionalInt soonest(List<String> contacts) {
        return contacts.stream()
                .map(EXPIRES::matcher)
                .filter(Matcher::matches)
                .mapToInt(expires -> Integer.parseInt(expires.group(1)))
                .min();
    }

    private static OptionalInt seconds(@Nullable String value) {
        String digits = value == null ? "" : value.split("[ ;(]", 2)[0];
        return digits.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /** RFC 3261 section 25.1: {@code user = 1*( unreserved / escaped / user-unreserved )}. */
    private static String escaped(String user) {
        StringBuilder text = new StringBuilder();
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x7f && (Character.isLetterOrDigit(c) || "-_.!~*'()&=+$,;?/".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private String token() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
