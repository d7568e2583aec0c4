package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.call.CallTimers;
import dev.partyline.sip.transport.MonotonicClock;
import dev.partyline.sip.transport.ServerLookUp;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The connector over the real media loops, on a port of its own, with a small dialplan. */
final class Bridge implements AutoCloseable, CallHandler {
    /** For what is sure to happen, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MonotonicClock real = new MonotonicClock();
    private final AtomicLong ahead = new AtomicLong();
    final MediaBridge media;
    final SipConnector connector;
    final BlockingQueue<CallRecord> records = new LinkedBlockingQueue<>();

    Bridge() throws IOException {
        this(10, CallTimers.standard(), trunks());
    }

    Bridge(int maxCalls, CallTimers timers, List<TrunkSettings> trunks) throws IOException {
        this(maxCalls, timers, trunks, "127.0.0.1", null);
    }

    Bridge(
            int maxCalls,
            CallTimers timers,
            List<TrunkSettings> trunks,
            String bindAddress,
            @Nullable InetAddress advertisedAddress)
            throws IOException {
        this(maxCalls, timers, trunks, bindAddress, advertisedAddress, TlsSettings.outboundOnly(), ServerLookUp.SYSTEM);
    }

    /** With TLS, and otherwise as usual. */
    Bridge(List<TrunkSettings> trunks, TlsSettings tls) throws IOException {
        this(10, CallTimers.standard(), trunks, "127.0.0.1", null, tls, ServerLookUp.SYSTEM);
    }

    /** With a name server, and otherwise as usual. */
    Bridge(List<TrunkSettings> trunks, String dns) throws IOException {
        this(10, CallTimers.standard(), trunks, "127.0.0.1", null, TlsSettings.outboundOnly(), dns);
    }

    private Bridge(
            int maxCalls,
            CallTimers timers,
            List<TrunkSettings> trunks,
            String bindAddress,
            @Nullable InetAddress advertisedAddress,
            TlsSettings tls,
            String dns)
            throws IOException {
        media = MediaBridge.start(
                new MediaSettings(1, new PortRange(21_000, 21_999), Duration.ofSeconds(30), Duration.ofSeconds(300)));
        connector = SipConnector.start(
                new SipSettings(
                        InetAddress.ofLiteral(bindAddress),
                        0,
                        advertisedAddress,
                        maxCalls,
                        Duration.ofMillis(200),
                        tls,
                        Duration.ofMinutes(10)),
                trunks,
                media,
                this,
                InstantSource.system(),
                timers,
                () -> real.getAsLong() + ahead.get(),
                dns);
    }

    static List<TrunkSettings> trunks() {
        List<TrunkSettings> trunks = new ArrayList<>();
        trunks.add(new TrunkSettings("local", List.of("127.0.0.1"), null, new NumberSource.RequestUri()));
        trunks.add(new TrunkSettings("named", List.of("127.0.0.5"), null, new NumberSource.NamedHeader("X-Number")));
        return trunks;
    }

    /** T1 of 10 ms: an ACK is given up after 0.64 s. */
    static CallTimers hasty() {
        return new CallTimers(
                Duration.ofMillis(10), Duration.ofMillis(80), Duration.ofSeconds(2), Duration.ofMillis(700));
    }

    /** Time leaps; a call notices with its next message. */
    void leap(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    int port() {
        return connector.port();
    }

    @Override
    public Routing route(InboundCall call) {
        return switch (call.dialled().value()) {
            case "3000" -> channel("lobby", Routing.Asks.NOTHING);
            case "3001" -> channel("boardroom", Routing.Asks.PIN);
            case "3002" -> new Routing.ToAttendant(Language.ENGLISH);
            case "3999" -> {
                try {
                    Thread.sleep(400);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield channel("slow", Routing.Asks.NOTHING);
            }
            case "3998" -> {
                hang();
                yield new Routing.NoMapping();
            }
            case "112" -> new Routing.Emergency();
            case "3997" -> new Routing.Unavailable("nobody knows now");
            default -> new Routing.NoMapping();
        };
    }

    private static void hang() {
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Routing channel(String name, Routing.Asks asks) {
        return new Routing.ToChannel(new RoomId(name), name, asks, Language.ENGLISH);
    }

    /** The boardroom's conference number is 481, its PIN 2468. */
    @Override
    public EntryVerdict enter(InboundCall call, Knock knock) {
        String pin = knock.pin() == null ? "" : knock.pin().value();
        if (pin.equals("7777")) {
            hang();
        }
        return new EntryVerdict(
                switch (knock.goal()) {
                    case Goal.Channel(RoomId room, String name)
                    when pin.isEmpty() -> new EntryVerdict.Outcome.In(room, name, false);
                    case Goal.Channel(RoomId room, String name)
                    when pin.equals("2468") -> new EntryVerdict.Outcome.In(room, name, false);
                    case Goal.Conference(String number)
                    when number.equals("481") && pin.equals("2468") ->
                        new EntryVerdict.Outcome.Known(new Goal.Admitted(new RoomId("boardroom"), "boardroom", true));
                    case Goal.Admitted(RoomId room, String name, boolean host) ->
                        new EntryVerdict.Outcome.In(room, name, host);
                    case Goal.Channel _, Goal.Conference _ -> new EntryVerdict.Outcome.Wrong();
                },
                Duration.ZERO);
    }

    @Override
    public Question.Answer answer(InboundCall call, RoomId room, boolean host, Question question) {
        return switch (question) {
            case WHO_IS_HERE -> new Question.Answer.Here(connector.liveCalls().size(), 0);
            case TOGGLE_LOCK -> new Question.Answer.Lock(true);
        };
    }

    @Override
    public void ended(CallRecord record) {
        records.add(record);
    }

    CallRecord ended() throws InterruptedException {
        CallRecord record = records.poll(30, TimeUnit.SECONDS);
        if (record == null) {
            throw new AssertionError("no call ended");
        }
        return record;
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, PATIENCE, condition);
    }

    void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError(what + ": " + connector.stats());
            }
            Thread.sleep(10);
        }
    }

    /** No call, no dialog, no port is left, and each call was told of once. */
    void nothingIsLeft() throws InterruptedException {
        await(
                "calls, dialogs or ports are left",
                () -> connector.stats().calls() == 0
                        && connector.stats().dialogs() == 0
                        && media.stats().legs() == 0);
        assertEquals(0, records.size(), () -> "ended twice: " + records);
    }

    @Override
    public void close() {
        connector.close();
        media.close();
    }
}
