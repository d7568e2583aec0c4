package dev.partyline.webrtc.sfu;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The browsers of one room, and who of them is in whose slots. On its loop's thread only. */
public final class ForwardingRoom {
    // So slots change at most five times a second, whoever talks.
    private static final long ALLOCATION_NANOS = 200_000_000L;

    private final ForwardingLoop loop;
    private final List<Member> members = new ArrayList<>();
    private boolean changed;
    private boolean allocated;
    private long allocatedNanos;

    public ForwardingRoom(ForwardingLoop loop) {
        this.loop = loop;
    }

    /**
     * Takes a browser in.
     *
     * @param audio its leg in the mix; stays the caller's to close
     * @param listener is told whose slots are whose
     */
    public Member enter(
            BrowserId id,
            Agreement agreement,
            BrowserMode mode,
            BrowserAudio audio,
            PacketTransport transport,
            BrowserCounters counters,
            Consumer<BrowserEvent> listener,
            long nowNanos) {
        Member member = new Member(this, loop, id, agreement, mode, audio, transport, counters, listener, nowNanos);
        members.add(member);
        changed();
        return member;
    }

    /** Lets a browser go; whoever had it in a slot has an empty one until slots are given anew. */
    public void leave(Member member) {
        if (members.remove(member)) {
            member.leave();
            changed();
        }
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Slots may have to change. */
    void changed() {
        changed = true;
    }

    public void tick(long nowNanos) {
        int speaking = 0;
        int fewest = Agreement.MOST_VOICES;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            changed |= member.update(nowNanos);
            speaking += member.speaking() ? 1 : 0;
            fewest = Math.min(fewest, member.mostVideos());
        }
        // Where more speak than somebody has slots for, the louder ones are heard, or seen.
        boolean contested = speaking > fewest;
        if ((changed || contested) && (!allocated || nowNanos - allocatedNanos >= ALLOCATION_NANOS)) {
            changed = false;
            allocated = true;
            allocatedNanos = nowNanos;
            for (int i = 0; i < members.size(); i++) {
                members.get(i).allocate(members);
            }
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).tick(nowNanos);
        }
    }
}
