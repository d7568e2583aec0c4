package dev.partyline.media;

import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.net.BrowserPort;
import dev.partyline.media.net.MediaLoop;
import dev.partyline.media.net.PhonePort;
import dev.partyline.media.net.PortPool;
import dev.partyline.media.net.WallClock;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.room.LoopCounters;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.room.PhoneLeg;
import dev.partyline.media.room.Rooms;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.SrtpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The media loops, their rooms and ports, as one thing to start and to close. */
public final class MediaBridge implements AutoCloseable {
    private final MediaSettings settings;
    private final OpusLibrary opus;
    private final String srtp;
    private final PromptLibrary prompts;
    private final PortPool ports;
    private final SecureRandom random = new SecureRandom();
    private final WallClock wallClock = new WallClock();
    private final List<BridgeLoop> loops = new ArrayList<>();
    private volatile List<BrowserLoop> browserLoops = List.of();

    private MediaBridge(MediaSettings settings) {
        this.settings = settings;
        opus = OpusLibrary.load();
        // Here, since the first call loads a library, and that is nothing for a loop.
        srtp = SrtpSession.provider();
        prompts = settings.prompts();
        ports = new PortPool(settings.phonePorts(), random);
        FaultLog faults = new FaultLog();
        for (int i = 0; i < settings.loops(); i++) {
            Rooms rooms = new Rooms(prompts.waitingMusic(), opus, faults);
            loops.add(new BridgeLoop(MediaLoop.start("media-loop-" + i, rooms, faults), rooms));
        }
    }

    /** Loads codecs, binds nothing yet, starts the loops. */
    public static MediaBridge start(MediaSettings settings) {
        return new MediaBridge(settings);
    }

    /**
     * Takes a pair of ports on {@code localAddress} for a phone that is on its way into {@code room}, or waits in it on
     * its way into another.
     *
     * @param language in which it is spoken to; English where there is nothing in that
     * @param listener hears the leg's events on the media loop; it must not block
     */
    public PhoneMedia openPhone(RoomId room, Language language, InetAddress localAddress, Consumer<LegEvent> listener)
            throws PortsExhaustedException {
        BridgeLoop loop = loop(room);
        PhonePort port = PhonePort.open(ports, localAddress, loop.thread().rtcpWatch());
        PhoneLeg leg = new PhoneLeg(
                port,
                prompts.in(language),
                settings,
                wallClock,
                new SplittableRandom(random.nextLong()),
                listener,
                loop.rooms().counters(),
                opus);
        OpenPhone phone = new OpenPhone(this::loop, room, port, leg);
        if (!phone.open()) {
            port.close();
            throw new IllegalStateException("the media bridge takes no more legs");
        }
        return phone;
    }

    private BridgeLoop loop(RoomId room) {
        return loops.get(loopOf(room));
    }

    private int loopOf(RoomId room) {
        return Math.floorMod(room.hashCode(), loops.size());
    }

    /**
     * Binds a UDP port for each loop's browsers and begins to serve them. Once, before the first browser.
     *
     * @param firstPort the first of as many consecutive ports as loops; 0 for any free ones
     * @param edge serves the browsers of one loop
     * @throws IOException where a port can't be bound; the message names it
     */
    public void openBrowserPorts(InetAddress address, int firstPort, Function<BrowserLoop, BrowserTraffic> edge)
            throws IOException {
        if (!browserLoops.isEmpty()) {
            throw new IllegalStateException("the browser ports are open");
        }
        List<BrowserPort> ports = new ArrayList<>();
        try {
            for (int i = 0; i < loops.size(); i++) {
                ports.add(BrowserPort.bind(address, firstPort == 0 ? 0 : firstPort + i));
            }
        } catch (IOException | RuntimeException e) {
            ports.forEach(BrowserPort::close);
            throw e;
        }
        List<BrowserLoop> opened = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            BridgeLoop loop = loops.get(i);
            BrowserPort port = ports.get(i);
            BrowserLoop browserLoop = new OpenBrowserLoop(loop.thread(), loop.rooms(), port);
            opened.add(browserLoop);
            if (!loop.thread().serve(port, edge.apply(browserLoop))) {
                port.close();
            }
        }
        browserLoops = List.copyOf(opened);
    }

    /** The loop of a room's browsers; there is none before {@link #openBrowserPorts}. */
    public BrowserLoop browserLoop(RoomId room) {
        return browserLoops.get(loopOf(room));
    }

    public MediaStats stats() {
        Map<String, Long> drops = new HashMap<>();
        for (DropReason reason : DropReason.values()) {
            drops.put(
                    reason.name().toLowerCase(Locale.ROOT),
                    sum(loop -> counters(loop).value(reason)));
        }
        return new MediaStats(
                (int) sum(Counter.LEGS),
                (int) sum(Counter.ROOMS),
                ports.freePairs(),
                sum(loop -> loop.thread().ticks()),
                sum(loop -> loop.thread().lateTicks()),
                greatest(loop -> loop.thread().worstLatenessNanos()),
                ticksByLateness(),
                greatest(loop -> loop.thread().sinceLastTickNanos()),
                sum(Counter.PACKETS_RECEIVED),
                sum(Counter.PACKETS_SENT),
                sum(Counter.PACKETS_UNSENT),
                sum(Counter.PACKETS_LOST),
                sum(Counter.FRAMES_CONCEALED),
                sum(Counter.FRAMES_STRETCHED),
                sum(Counter.UNDERRUNS),
                sum(Counter.ENCODES),
                sum(Counter.OPUS_ENCODES),
                sum(loop -> loop.thread().allocatedBytes()),
                sum(Counter.RTCP_RECEIVED),
                sum(Counter.RTCP_SENT),
                sum(Counter.LEG_FAULTS),
                sum(loop -> loop.thread().refusedCommands()),
                Map.copyOf(drops));
    }

    private List<MediaStats.TicksWithin> ticksByLateness() {
        long[] bounds = MediaLoop.latenessBoundsNanos();
        long[] ticks = new long[bounds.length + 1];
        for (BridgeLoop loop : loops) {
            long[] ofLoop = loop.thread().ticksByLateness();
            Arrays.setAll(ticks, i -> ticks[i] + ofLoop[i]);
        }
        Arrays.parallelPrefix(ticks, Long::sum);
        List<MediaStats.TicksWithin> within = new ArrayList<>();
        for (int i = 0; i < ticks.length; i++) {
            within.add(new MediaStats.TicksWithin(i < bounds.length ? bounds[i] : Long.MAX_VALUE, ticks[i]));
        }
        return List.copyOf(within);
    }

    private static LoopCounters counters(BridgeLoop loop) {
        return loop.rooms().counters();
    }

    private long sum(Counter counter) {
        return sum(loop -> counters(loop).value(counter));
    }

    private long sum(ToLongFunction<BridgeLoop> figure) {
        return loops.stream().mapToLong(figure).sum();
    }

    private long greatest(ToLongFunction<BridgeLoop> figure) {
        return loops.stream().mapToLong(figure).max().orElse(0);
    }

    /** Rings in that room, where there is one. */
    public void chime(RoomId room, Chime chime) {
        BridgeLoop loop = loop(room);
        boolean _ = loop.thread().command(nowNanos -> loop.rooms().chime(room, chime));
    }

    /** Which libopus is in use, as a line for the log: where from and its version string. */
    public String opus() {
        return opus.description();
    }

    /** Whose AES protects the browsers' media, as a line for the log. */
    public String srtp() {
        return srtp;
    }

    /** How the loops stand in the queue for processors, as a line for the log. */
    public String priority() {
        int wanted = MediaLoop.wantedNiceLevel();
        OptionalInt worst = loops.stream()
                .map(loop -> loop.thread().niceLevel())
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
        if (worst.isEmpty()) {
            return "as the system puts them: it has no nice level to set";
        }
        int nice = worst.getAsInt();
        return nice <= wanted
                ? "nice " + nice
                : "nice " + nice + ", since this user may not have " + wanted
                        + ": in a systemd unit LimitNICE=" + wanted
                        + " allows it, as far as a container it runs in has that limit to give";
    }

    /** Closes every leg and ends the loops, in bounded time. */
    @Override
    public void close() {
        loops.forEach(loop -> loop.thread().end());
        for (BridgeLoop loop : loops) {
            loop.thread().close();
        }
    }
}
