package dev.partyline.gateway;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.media.Chime;
import dev.partyline.media.MediaStats;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.media.RoomId;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.SipStats;
import dev.partyline.sip.TrunkStatus;
import dev.partyline.sip.trace.TracedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;

/** A bridge whose calls a test writes down, where pages are looked at and no packet is needed. */
@Primary
public final class ScriptedTelephony implements Telephony {
    public final List<LiveCall> calls = new CopyOnWriteArrayList<>();
    public final List<TrunkStatus> trunks = new CopyOnWriteArrayList<>();
    public final Map<String, List<TracedMessage>> traces = new ConcurrentHashMap<>();
    public final List<String> done = new CopyOnWriteArrayList<>();
    public volatile long sinceLastTickNanos = 1_000_000;
    private volatile boolean draining;

    /** Muted by somebody else, if at all. */
    public static LiveCall call(String id, String caller, String channel, boolean muted, boolean held, int levelDbov) {
        return call(id, caller, channel, false, muted, false, held, levelDbov);
    }

    public static LiveCall host(String id, String channel) {
        return call(id, "4322", channel, true, false, false, false, -60);
    }

    public static LiveCall mutedItself(String id, String channel) {
        return call(id, "4321", channel, false, true, true, false, -60);
    }

    private static LiveCall call(
            String id,
            String caller,
            String channel,
            boolean host,
            boolean muted,
            boolean mutedItself,
            boolean held,
            int levelDbov) {
        return new LiveCall(
                new InboundCall(new CallId(id), "office-pbx", new CallerText("3000"), new CallerText(caller)),
                channel,
                LiveCall.Phase.IN_CHANNEL,
                host,
                Instant.now().minusSeconds(754),
                muted,
                mutedItself,
                false,
                held,
                "PCMA",
                "AEAD_AES_128_GCM",
                new PhoneMediaStats(
                        4711,
                        false,
                        12_000,
                        31,
                        0,
                        31,
                        2_450,
                        40,
                        levelDbov,
                        0,
                        12_000,
                        new PhoneQuality(
                                12,
                                3,
                                18_000,
                                new PhoneQuality.Direction(0.0026, 1.4, 2_450, 4.31),
                                new PhoneQuality.Direction(0.01, 1, 3_000, 3.84))),
                true,
                "call-id-of-" + id);
    }

    @Override
    public List<TracedMessage> trace(String sipCallId) {
        return traces.getOrDefault(sipCallId, List.of());
    }

    @Override
    public List<PresentCall> presentCalls() {
        return calls.stream()
                .filter(call -> call.phase() == LiveCall.Phase.IN_CHANNEL)
                .map(call -> new PresentCall(call.channelName(), call.host()))
                .toList();
    }

    @Override
    public List<LiveCall> liveCalls() {
        return new ArrayList<>(calls);
    }

    @Override
    public boolean mute(CallId id, boolean muted) {
        done.add((muted ? "mute " : "unmute ") + id);
        return calls.stream().anyMatch(call -> call.call().id().equals(id));
    }

    @Override
    public boolean lowerHand(CallId id) {
        done.add("lower the hand of " + id);
        return calls.stream().anyMatch(call -> call.call().id().equals(id));
    }

    @Override
    public void chime(RoomId room, Chime chime) {
        done.add("chime " + chime);
    }

    @Override
    public boolean hostLeft(CallId id) {
        done.add("the host left " + id);
        return calls.removeIf(call -> call.call().id().equals(id));
    }

    @Override
    public boolean remove(CallId id) {
        done.add("remove " + id);
        return calls.removeIf(call -> call.call().id().equals(id));
    }

    @Override
    public List<TrunkStatus> trunks() {
        return new ArrayList<>(trunks);
    }

    @Override
    public SipStats sipStats() {
        return new SipStats(calls.size(), 7, Map.of("NO_MAPPING", 3L), Map.of("MALFORMED", 2L), 0, 0);
    }

    @Override
    public MediaStats mediaStats() {
        return new MediaStats(
                calls.size(),
                1,
                4_998,
                1_000,
                1,
                6_000_000,
                List.of(new MediaStats.TicksWithin(5_000_000, 999), new MediaStats.TicksWithin(Long.MAX_VALUE, 1_000)),
                sinceLastTickNanos,
                10,
                10,
                2,
                1,
                1,
                12,
                3,
                5,
                3,
                4_096,
                6,
                7,
                8,
                9,
                Map.of("LATE", 4L));
    }

    @Override
    public String opus() {
        return "libopus 1.6.1 (the system's)";
    }

    @Override
    public String srtp() {
        return "OpenSSL";
    }

    @Override
    public String mediaPriority() {
        return "nice 0";
    }

    @Override
    public int sipPort() {
        return 5060;
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public boolean draining() {
        return draining;
    }

    @Override
    public void close() {}
}
