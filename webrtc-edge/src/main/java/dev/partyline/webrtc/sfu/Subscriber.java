package dev.partyline.webrtc.sfu;

import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser's receiving half: its slots and whose they are. */
// Who it is, not what he is like.
@SuppressWarnings("ReferenceEquality")
final class Subscriber {
    private final Member self;
    private final List<SlotStream> voices = new ArrayList<>();
    private final List<SlotStream> videos = new ArrayList<>();
    private final @Nullable MixedStream mixed;
    private final SlotAllocation<Member> allocation;
    private final List<Member> pinnedMembers = new ArrayList<>();
    private List<BrowserId> pinned = List.of();
    private boolean told;

    Subscriber(Member self, Agreement agreement, ForwardingLoop loop, PacketTransport transport, long nowNanos) {
        this.self = self;
        Slot mix = agreement.mixed();
        mixed = mix == null ? null : new MixedStream(loop, transport, mix, nowNanos);
        SentHistory sent = new SentHistory();
        for (Slot slot : agreement.voices()) {
            voices.add(new SlotStream(loop, transport, sent, slot, Codec.OPUS.clockRate()));
        }
        for (Slot slot : agreement.videos()) {
            videos.add(new SlotStream(loop, transport, sent, slot, Codec.VP8.clockRate()));
        }
        allocation = new SlotAllocation<>(voices.size(), videos.size());
    }

    /** The same slots, perhaps switched on or off. */
    void agree(Agreement agreement) {
        Slot mix = agreement.mixed();
        if (mixed != null && mix != null) {
            mixed.agree(mix);
        }
        for (int i = 0; i < Math.min(voices.size(), agreement.voices().size()); i++) {
            voices.get(i).agree(agreement.voices().get(i));
        }
        for (int i = 0; i < Math.min(videos.size(), agreement.videos().size()); i++) {
            SlotStream slot = videos.get(i);
            slot.agree(agreement.videos().get(i));
            wantKeyFrame(slot);
        }
    }

    void pin(List<BrowserId> browsers) {
        pinned = browsers;
    }

    @Nullable
    MixedStream mixed() {
        return mixed;
    }

    List<SlotStream> voices() {
        return voices;
    }

    List<SlotStream> videos() {
        return videos;
    }

    @Nullable
    SlotStream video(int ssrc) {
        for (int i = 0; i < videos.size(); i++) {
            if (videos.get(i).ssrc() == ssrc) {
                return videos.get(i);
            }
        }
        return null;
    }

    /** Gives the slots to whom they belong now; returns what to tell, or null where all is as before. */
    BrowserEvent.@Nullable Slots allocate(List<Member> everyone, boolean withVoices, int mostVideos) {
        findPinned(everyone);
        boolean changed = allocation.allocate(everyone, self, pinnedMembers, withVoices, mostVideos);
        pinnedMembers.clear();
        if (!changed && told) {
            return null;
        }
        told = true;
        for (int i = 0; i < voices.size(); i++) {
            give(voices.get(i), allocation.voice(i), false);
        }
        for (int i = 0; i < videos.size(); i++) {
            give(videos.get(i), allocation.video(i), true);
        }
        return new BrowserEvent.Slots(owners(voices), owners(videos));
    }

    private void findPinned(List<Member> everyone) {
        for (BrowserId id : pinned) {
            for (int i = 0; i < everyone.size(); i++) {
                if (everyone.get(i).id().equals(id)) {
                    pinnedMembers.add(everyone.get(i));
                }
            }
        }
    }

    private static void give(SlotStream slot, @Nullable Member next, boolean video) {
        Member former = slot.owner();
        if (former == next) {
            return;
        }
        if (former != null) {
            former.receptionsOf(video).slots().remove(slot);
        }
        slot.owner(next);
        if (next != null) {
            next.receptionsOf(video).slots().add(slot);
            if (video) {
                wantKeyFrame(slot);
            }
        }
    }

    private static void wantKeyFrame(SlotStream slot) {
        Member owner = slot.owner();
        if (owner != null) {
            owner.wantKeyFrame();
        }
    }

    private static List<Optional<BrowserId>> owners(List<SlotStream> slots) {
        return slots.stream()
                .map(slot -> Optional.ofNullable(slot.owner()).map(Member::id))
                .toList();
    }
}
