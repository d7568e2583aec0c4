package dev.partyline.webrtc.sfu;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One browser in its room: a source for the others, and a subscriber to them. On its loop's thread only. */
public final class Member implements Participant {
    private final ForwardingRoom room;
    private final ForwardingLoop loop;
    private final BrowserId id;
    private final BrowserCounters counters;
    private final Consumer<BrowserEvent> listener;
    private final AudioSource microphone;
    private final VideoSource camera;
    private final Subscriber subscriber;
    private final MemberReports reports;
    private final MemberFeedback feedback;
    private final ClockDifference difference = new ClockDifference();
    private Agreement agreement;
    private BrowserMode mode;
    private boolean videoComes;

    Member(
            ForwardingRoom room,
            ForwardingLoop loop,
            BrowserId id,
            Agreement agreement,
            BrowserMode mode,
            BrowserAudio audio,
            PacketTransport transport,
            BrowserCounters counters,
            Consumer<BrowserEvent> listener,
            long nowNanos) {
        this.room = room;
        this.loop = loop;
        this.id = id;
        this.agreement = agreement;
        this.mode = mode;
        this.counters = counters;
        this.listener = listener;
        microphone = new AudioSource(audio, counters);
        camera = new VideoSource(loop);
        subscriber = new Subscriber(this, agreement, loop, transport, nowNanos);
        reports = new MemberReports(this, loop, transport, agreement.cname(), nowNanos);
        feedback = new MemberFeedback(this, loop);
        agreeTracks();
    }

    /** A later answer: the same slots, perhaps switched on or off. */
    public void agree(Agreement next) {
        agreement = next;
        agreeTracks();
        subscriber.agree(next);
        room.changed();
    }

    private void agreeTracks() {
        Track audio = agreement.microphone();
        if (audio != null) {
            microphone.agree(audio);
        }
        Track video = agreement.camera();
        if (video != null) {
            camera.agree(video);
        }
    }

    public void mode(BrowserMode next) {
        mode = next;
        room.changed();
    }

    public void mute(boolean muted) {
        microphone.mute(muted);
        room.changed();
    }

    public void pin(List<BrowserId> browsers) {
        subscriber.pin(browsers);
        room.changed();
    }

    /** A datagram of RTP, authenticated and in the clear. */
    public void receiveRtp(ByteBuffer datagram, long nowNanos) {
        RtpPacket packet = loop.packet();
        DropReason refused = packet.parse(datagram) ? take(packet, nowNanos) : DropReason.MALFORMED;
        if (refused == null) {
            counters.rtpReceived();
        } else {
            counters.dropped(refused);
        }
    }

    private @Nullable DropReason take(RtpPacket packet, long nowNanos) {
        if (packet.payloadLength() > ForwardingLoop.LONGEST_PAYLOAD) {
            return DropReason.OVERSIZED;
        }
        Track audio = agreement.microphone();
        if (audio != null && audio.formats().getFirst().payloadType() == packet.payloadType()) {
            return microphone.receive(packet, nowNanos);
        }
        Format video = agreement.camera() == null ? null : camera.format(packet.payloadType());
        return video == null ? DropReason.UNKNOWN_PAYLOAD_TYPE : camera.receive(packet, video, nowNanos);
    }

    /** A datagram of RTCP, authenticated and in the clear. */
    public void receiveRtcp(ByteBuffer datagram, long nowNanos) {
        if (!feedback.receive(datagram, nowNanos)) {
            counters.dropped(DropReason.MALFORMED);
        }
    }

    /** As {@link dev.partyline.media.MixListener#mixed}. */
    public void mixed(byte[] opus, int length, int[] csrcs, int csrcCount, int levelDbov) {
        MixedStream mixed = subscriber.mixed();
        if (mixed != null) {
            mixed.send(opus, length, csrcs, csrcCount, levelDbov);
        }
    }

    /** Brings what depends on time up to now; true where the slots of anybody may have to change. */
    boolean update(long nowNanos) {
        boolean changed = microphone.activity().update(nowNanos);
        boolean comes = camera.live(nowNanos);
        if (comes != videoComes) {
            videoComes = comes;
            counters.video(comes);
            changed = true;
        }
        return changed;
    }

    void tick(long nowNanos) {
        MixedStream mixed = subscriber.mixed();
        if (mixed != null) {
            mixed.tick(nowNanos);
        }
        reports.tick(nowNanos, feedback.roundTripNanos());
        counters.tick(microphone.reception().stream().packetsLost()
                + camera.reception().stream().packetsLost());
    }

    void allocate(List<Member> everyone) {
        BrowserEvent.Slots slots = subscriber.allocate(everyone, mode == BrowserMode.FORWARDED, mostVideos());
        if (slots != null) {
            listener.accept(slots);
        }
    }

    /** A mixed browser is a weak one: of pictures, too, it has one. */
    int mostVideos() {
        return switch (mode) {
            case FORWARDED -> Agreement.MOST_VIDEOS;
            case MIXED -> 1;
        };
    }

    /** Takes itself out of all slots that are its, and gives back its own. */
    void leave() {
        release(microphone.reception());
        release(camera.reception());
        subscriber.allocate(List.of(), false, 0);
    }

    private static void release(Reception reception) {
        for (int i = 0; i < reception.slots().size(); i++) {
            reception.slots().get(i).owner(null);
        }
        reception.slots().clear();
    }

    /** Tells the browser that its streams end; the last thing it is sent. */
    public void sayGoodbye() {
        reports.goodbye();
    }

    void wantKeyFrame() {
        camera.keyFrames().want();
    }

    /** The source's clock at a time of ours. */
    long ntpTimestampThere(long ntpTimestamp) {
        return ntpTimestamp - difference.ntpUnits();
    }

    /** Which of its streams a slot of somebody else carries. */
    @Nullable
    Reception receptionOf(SlotStream slot) {
        if (camera.reception().slots().contains(slot)) {
            return camera.reception();
        }
        return microphone.reception().slots().contains(slot) ? microphone.reception() : null;
    }

    Reception receptionsOf(boolean video) {
        return video ? camera.reception() : microphone.reception();
    }

    AudioSource microphone() {
        return microphone;
    }

    VideoSource camera() {
        return camera;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    ClockDifference clockDifference() {
        return difference;
    }

    public BrowserId id() {
        return id;
    }

    @Override
    public boolean hasVoice() {
        return mode == BrowserMode.FORWARDED && !agreement.mixedAudioOnly() && agreement.microphone() != null;
    }

    @Override
    public boolean hasVideo() {
        return videoComes && agreement.camera() != null;
    }

    @Override
    public boolean speaking() {
        return microphone.activity().speaking();
    }

    @Override
    public int levelDbov() {
        return microphone.activity().levelDbov();
    }

    @Override
    public long lastSpokeNanos() {
        return microphone.activity().lastSpokeNanos();
    }
}
