package dev.partyline.sip.call;

import dev.partyline.sip.CallId;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.LiveCall;
import dev.partyline.sip.PresentCall;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;
import dev.partyline.sip.stack.SipEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All calls: finds the one that a request belongs to, and begins new ones. It never blocks: a call does the work. */
public final class SipCalls implements SipEvents {
    private final CallContext context;
    private final TrunkAdmission admission;
    private final ThreadFactory threads = Thread.ofVirtual().name("call-", 0).factory();
    private final Map<Key, SipCall> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger places = new AtomicInteger();
    /** One for each trunk that is configured. */
    private final Map<String, AtomicInteger> placesByTrunk = new ConcurrentHashMap<>();

    private final AtomicLong answered = new AtomicLong();
    private volatile boolean draining;

    /** What names a call before it has our tag, too: a Call-ID alone may come again by another caller. */
    private record Key(String callId, @Nullable String callersTag) {
        static Key of(IncomingRequest request) {
            return new Key(request.callId(), request.fromTag());
        }
    }

    public SipCalls(CallContext context, TrunkAdmission admission) {
        this.context = context;
        this.admission = admission;
    }

    @Override
    public void request(IncomingRequest request) {
        request.localTag(Tags.next());
        switch (request.method()) {
            case "CANCEL" -> cancel(request);
            case "INVITE" -> {
                if (request.toTag() == null) {
                    invite(request);
                } else {
                    inDialogue(request);
                }
            }
            case "OPTIONS" -> {
                if (request.toTag() == null) {
                    request.respond(draining ? Replies.unavailable() : Replies.capabilities());
                } else {
                    inDialogue(request);
                }
            }
            default -> inDialogue(request);
        }
    }

    /** One call at a time for a Call-ID and a tag: a second INVITE is the first one again, or took another way (RFC 3261 8.2.2.2). */
    private void invite(IncomingRequest invite) {
        SipCall existing = byKey.get(Key.of(invite));
        if (existing != null) {
            if (existing.isAgain(invite)) {
                existing.post(new CallEvent.InviteAgain());
            } else {
                invite.respond(Reply.of(482));
            }
            return;
        }
        TrunkAdmission.Admitted admitted = admission.admit(invite);
        if (admitted == null) {
            invite.respond(Reply.of(403));
            return;
        }
        context.traces()
                .begin(invite.callId(), invite.source(), context.transport().near(invite.source()), invite.raw());
        invite.respond(Reply.of(100));
        SipCall call = new SipCall(context, this, admitted, invite);
        if (byKey.putIfAbsent(Key.of(invite), call) == null) {
            threads.newThread(call).start();
        } else {
            invite.respond(Reply.of(482));
        }
    }

    private void inDialogue(IncomingRequest request) {
        SipCall call = byKey.get(Key.of(request));
        if (call != null && call.owns(request)) {
            call.post(new CallEvent.Request(request));
        } else if (!request.method().equals("ACK")) {
            request.respond(Replies.noSuchCall());
        }
    }

    /** RFC 3261 section 9.2: the CANCEL itself is answered at once, whatever becomes of the INVITE. */
    private void cancel(IncomingRequest cancel) {
        SipCall call = byKey.get(Key.of(cancel));
        if (call == null || !call.isAgain(cancel)) {
            cancel.respond(Replies.noSuchCall());
        } else {
            cancel.localTag(call.localTag());
            cancel.respond(Reply.of(200));
            call.post(new CallEvent.Cancelled());
        }
    }

    @Override
    public void okAgain(String callId, @Nullable String toTag, long cseq) {
        SipCall call = byKey.get(new Key(callId, toTag));
        if (call != null) {
            call.post(new CallEvent.OkAgain(cseq));
        }
    }

    /** Takes one of the bridge's places, and of its trunk's; null where there are both, else why not. */
    @Nullable
    EndReason takePlace(TrunkSettings trunk) {
        if (draining) {
            return EndReason.DRAINING;
        }
        if (!take(ofTrunk(trunk), trunk.maxCalls())) {
            return EndReason.TRUNK_FULL;
        }
        if (!take(places, context.settings().maxCalls())) {
            ofTrunk(trunk).decrementAndGet();
            return EndReason.BRIDGE_FULL;
        }
        return null;
    }

    private AtomicInteger ofTrunk(TrunkSettings trunk) {
        return placesByTrunk.computeIfAbsent(trunk.name(), _ -> new AtomicInteger());
    }

    private static boolean take(AtomicInteger taken, int most) {
        boolean fits = taken.incrementAndGet() <= most;
        if (!fits) {
            taken.decrementAndGet();
        }
        return fits;
    }

    void freePlace(TrunkSettings trunk) {
        places.decrementAndGet();
        ofTrunk(trunk).decrementAndGet();
    }

    void countAnswered() {
        answered.incrementAndGet();
    }

    void ended(SipCall call, IncomingRequest invite) {
        byKey.remove(Key.of(invite), call);
    }

    public List<LiveCall> live() {
        List<LiveCall> live = new ArrayList<>();
        for (SipCall call : byKey.values()) {
            LiveCall snapshot = call.snapshot();
            if (snapshot != null) {
                live.add(snapshot);
            }
        }
        return live;
    }

    public List<PresentCall> present() {
        List<PresentCall> present = new ArrayList<>();
        for (SipCall call : byKey.values()) {
            PresentCall now = call.present();
            if (now != null) {
                present.add(now);
            }
        }
        return present;
    }

    public boolean mute(CallId id, boolean muted) {
        return tell(id, new CallEvent.MuteAsked(muted));
    }

    public boolean lowerHand(CallId id) {
        return tell(id, new CallEvent.HandSeen());
    }

    public boolean hostLeft(CallId id) {
        return tell(id, new CallEvent.HostLeft());
    }

    public boolean remove(CallId id) {
        return tell(id, new CallEvent.RemovalAsked());
    }

    private boolean tell(CallId id, CallEvent event) {
        for (SipCall call : byKey.values()) {
            if (call.id().equals(id) && call.snapshot() != null) {
                call.post(event);
                return true;
            }
        }
        return false;
    }

    /** Calls that hold a dialog or are on their way to one. */
    public int dialogues() {
        return byKey.size();
    }

    public int places() {
        return places.get();
    }

    public long answered() {
        return answered.get();
    }

    public int onTrunk(String trunk) {
        return (int) byKey.values().stream()
                .filter(call -> call.trunk().equals(trunk))
                .count();
    }

    /** No new calls from now on. */
    public void drain() {
        draining = true;
    }

    /** Tells every call that the bridge closes, and ends it after that. */
    public void closeAfterPrompt() {
        byKey.values().forEach(call -> call.post(new CallEvent.Closing()));
    }

    /** Ends every call with BYE and waits for them, so long at most. */
    public void hangUpAll(Duration limit) throws InterruptedException {
        draining = true;
        byKey.values().forEach(call -> call.post(new CallEvent.Shutdown()));
        long until = context.nanos().getAsLong() + limit.toNanos();
        while (!byKey.isEmpty() && context.nanos().getAsLong() - until < 0) {
            Thread.sleep(10);
        }
        byKey.values().forEach(SipCall::abandon);
    }
}
