package dev.partyline.webrtc.sfu;

import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A forwarding room in virtual time. */
final class TestRoom {
    static final long TICK_NANOS = 20_000_000L;

    final EdgeCounters counters = new EdgeCounters();
    final ForwardingRoom room = new ForwardingRoom(new ForwardingLoop(counters, this::ntp, new Random(8)));
    long nowNanos = 5_000_000_000L;
    private int joined;

    private long ntp() {
        return (long) (nowNanos * 4.294967296);
    }

    /** One browser with microphone and camera, a mixed slot, and some more. */
    final class Browser {
        final SentPackets sent = new SentPackets();
        final HeardAudio audio = new HeardAudio();
        final BrowserCounters figures = new BrowserCounters(counters);
        final List<BrowserEvent.Slots> told = new ArrayList<>();
        final Agreement agreed;
        final Member member;
        final int number = ++joined;
        final int audioSsrc = 1_000 * number;
        final int videoSsrc = audioSsrc + 1;
        private int sequence = 65_000;
        private int videoSequence = 65_400;
        private int picture = 32_700;

        Browser(BrowserMode mode, int voices, int videos) {
            agreed = agreement(voices, videos);
            member = room.enter(
                    new BrowserId("b" + number),
                    agreed,
                    mode,
                    audio,
                    sent,
                    figures,
                    event -> told.add((BrowserEvent.Slots) event),
                    nowNanos);
        }

        private Agreement agreement(int voices, int videos) {
            List<Format> opus = List.of(new Format(Codec.OPUS, MadePackets.OPUS, Format.NO_RTX));
            List<Format> vp8 = List.of(new Format(Codec.VP8, MadePackets.VP8, MadePackets.VP8_RTX));
            List<Slot> voiceSlots = new ArrayList<>();
            for (int i = 0; i < voices; i++) {
                voiceSlots.add(new Slot(opus, voiceSsrc(i), 0, MadePackets.LEVEL_ID));
            }
            List<Slot> videoSlots = new ArrayList<>();
            for (int i = 0; i < videos; i++) {
                videoSlots.add(new Slot(vp8, videoSsrc(i), videoSsrc(i) + 50, 0));
            }
            return new Agreement(
                    new Track(opus, MadePackets.LEVEL_ID),
                    new Track(vp8, 0),
                    new Slot(opus, audioSsrc + 100, 0, MadePackets.LEVEL_ID),
                    voiceSlots,
                    videoSlots,
                    "cname");
        }

        int voiceSsrc(int slot) {
            return audioSsrc + 200 + slot;
        }

        int videoSsrc(int slot) {
            return audioSsrc + 300 + slot;
        }

        void speak(int levelDbov) {
            member.receiveRtp(MadePackets.audio(sequence, 960 * sequence, audioSsrc, levelDbov), nowNanos);
            sequence++;
        }

        ByteBuffer frame(boolean key) {
            ByteBuffer frame = MadePackets.vp8(
                    videoSequence & 0xffff, 3000 * videoSequence, videoSsrc, picture & 0x7fff, picture & 0xff, key);
            videoSequence++;
            picture++;
            return frame;
        }

        void film(boolean key) {
            member.receiveRtp(frame(key), nowNanos);
        }

        BrowserEvent.Slots slots() {
            return told.getLast();
        }

        Optional<BrowserId> id() {
            return Optional.of(member.id());
        }

        List<ByteBuffer> received(int ssrc) {
            return sent.rtp.stream().filter(packet -> packet.getInt(8) == ssrc).toList();
        }
    }

    Browser forwarded() {
        return new Browser(BrowserMode.FORWARDED, 4, 9);
    }

    void tick() {
        nowNanos += TICK_NANOS;
        room.tick(nowNanos);
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }
}
