package dev.partyline.webrtc.sfu;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.HeaderExtensions;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** A browser's microphone: its packets go to the mix, and into the slots that are its. */
final class AudioSource {
    private final BrowserAudio audio;
    private final BrowserCounters counters;
    private final Reception reception = new Reception(Codec.OPUS.clockRate());
    private final SpeechActivity activity = new SpeechActivity();
    private int audioLevelId;
    private boolean muted;

    AudioSource(BrowserAudio audio, BrowserCounters counters) {
        this.audio = audio;
        this.counters = counters;
    }

    void agree(Track track) {
        audioLevelId = track.audioLevelId();
    }

    /** An authenticated packet of an agreed payload type. */
    @Nullable
    DropReason receive(RtpPacket packet, long nowNanos) {
        DropReason refused = reception.stream().accept(packet, nowNanos);
        if (refused != null) {
            return refused;
        }
        if (reception.stream().ssrcChanged()) {
            audio.restart();
            reception.restart();
        }
        long sequence = reception.stream().extendedSequence();
        int levelDbov = HeaderExtensions.audioLevelDbov(packet, audioLevelId);
        // What the mix has no use for may still be in time for a browser.
        DropReason unmixed = audio.receive(packet, sequence, levelDbov, nowNanos);
        if (unmixed != null) {
            counters.dropped(unmixed);
        }
        if (!muted) {
            hear(levelDbov, nowNanos);
            forward(packet, sequence, levelDbov, nowNanos);
        }
        return null;
    }

    private void hear(int levelDbov, long nowNanos) {
        if (levelDbov != HeaderExtensions.LEVEL_UNKNOWN) {
            activity.heard(levelDbov, nowNanos);
        } else if (audio.speaking()) {
            activity.heard(audio.levelDbov(), nowNanos);
        }
    }

    private void forward(RtpPacket packet, long sequence, int levelDbov, long nowNanos) {
        boolean voice = HeaderExtensions.voiceActivity(packet, audioLevelId);
        for (int i = 0; i < reception.slots().size(); i++) {
            reception.slots().get(i).forwardAudio(packet, sequence, levelDbov, voice, nowNanos);
        }
    }

    /** Nobody hears it while it is muted; its slots stay its own. */
    void mute(boolean muted) {
        this.muted = muted;
        audio.mute(muted);
        if (muted) {
            activity.silence();
        }
        for (int i = 0; i < reception.slots().size(); i++) {
            reception.slots().get(i).pause();
        }
    }

    Reception reception() {
        return reception;
    }

    SpeechActivity activity() {
        return activity;
    }
}
