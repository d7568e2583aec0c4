package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.WatchSettings;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a trunk that does not register anywhere whether it is there, by OPTIONS (RFC 3261 section 11), every half minute. Any
 * answer will do, but for 408 and 503. It runs on one virtual thread until that is interrupted.
 */
public final class TrunkWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkWatch.class);
    /** A transaction ends after 32 seconds (RFC 3261 timer F). */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(40);

    private final TrunkSettings trunk;
    private final WatchSettings settings;
    private final RegistrarAddress server;
    private final Supplier<TlsContexts.Server> tlsServer;
    private final TrunkDirectory directory;
    private final SipTransport transport;
    private final SipEndpoint endpoint;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ServerLookUp lookUp;
    private final String callId = token();
    private final String fromTag = token();
    private long cseq;
    private int failures;
    private volatile Status status;

    private record Status(TrunkStatus.State state, Instant since, String detail) {}

    /** @param tlsServer whom a connection of TLS has to lead to */
    public TrunkWatch(
            TrunkSettings trunk,
            WatchSettings settings,
            Supplier<TlsContexts.Server> tlsServer,
            ServerLookUp lookUp,
            TrunkDirectory directory,
            SipTransport transport,
            SipEndpoint endpoint,
            InstantSource clock) {
        this.trunk = trunk;
        this.settings = settings;
        this.server = RegistrarAddress.parse(settings.server(), settings.transport());
        this.tlsServer = tlsServer;
        this.lookUp = lookUp;
        this.directory = directory;
        this.transport = transport;
        this.endpoint = endpoint;
        this.clock = clock;
        this.status = new Status(TrunkStatus.State.BY_ADDRESS, clock.instant(), "");
    }

    public TrunkStatus status(int calls) {
        Status now = status;
        return new TrunkStatus(trunk.name(), now.state(), now.since(), now.detail(), calls);
    }

    @Override
    public void run() {
        try {
            while (true) {
                note(asked());
                Thread.sleep(settings.every());
            }
        } catch (InterruptedException e) {
            LOG.debug("Trunk {} is watched no more", trunk.name());
        }
    }

    /** Why it does not answer; empty where it does. */
    private String asked() throws InterruptedException {
        try {
            List<InetSocketAddress> servers = server.resolve(lookUp);
            InetSocketAddress chosen = servers.get(Math.floorMod(failures, servers.size()));
            InetAddress address = chosen.getAddress();
            boolean ours = directory
                    .trunkOf(address)
                    .filter(other -> other.name().equals(trunk.name()))
                    .isPresent();
            if (!ours) {
                return address.getHostAddress() + " is none of its addresses, so no answer of it would be taken";
            }
            Peer to = new Peer(settings.transport(), chosen);
            if (settings.transport() == Protocol.TLS) {
                transport.connectTo(to, tlsServer.get());
            }
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            endpoint.send(options(to), outcome::complete);
            return words(outcome.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (TimeoutException | ExecutionException e) {
            return "no answer";
        } catch (RuntimeException e) {
            LOG.error("Trunk {} could not be asked", trunk.name(), e);
            return "a fault of the bridge";
        }
    }

    private OutgoingRequest options(Peer to) throws IOException {
        String us = SipUris.of(
                "",
                transport.addressShownTo(to.address().getAddress()),
                transport.port(settings.transport()),
                settings.transport());
        return new OutgoingRequest(
                "OPTIONS",
                server.uri(),
                "<" + us + ">;tag=" + fromTag,
                "<" + server.uri() + ">",
                callId,
                ++cseq,
                to,
                List.of(new HeaderField("Contact", "<" + us + ">"), new HeaderField("Accept", "application/sdp")),
                "");
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answer ->
                answer.status() == 408 || answer.status() == 503 ? "answered " + answer.status() : "";
            case Outcome.NoAnswer none -> "no answer";
            case Outcome.ConnectionLost lost -> "the connection closed before an answer";
            case Outcome.Unreachable(String why) -> why;
        };
    }

    private void note(String obstacle) {
        failures = obstacle.isEmpty() ? 0 : failures + 1;
        TrunkStatus.State state = obstacle.isEmpty() ? TrunkStatus.State.ANSWERING : TrunkStatus.State.SILENT;
        Status before = status;
        if (before.state() != state || !before.detail().equals(obstacle)) {
            status = new Status(state, before.state() == state ? before.since() : clock.instant(), obstacle);
            LOG.info("Trunk {} is {}{}", trunk.name(), state, obstacle.isEmpty() ? "" : ": " + obstacle);
        }
    }

    private String token() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
