package dev.partyline.media.room;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.MixListener;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** One browser's audio in its room, and what it owns: what it sends, as a voice, and the stream that it hears. */
final class BrowserLeg implements BrowserAudio {
    private final int csrc;
    private final Room room;
    private final WideAudio audio;
    private final MixListener listener;
    private final BrowserReceiver receiver;
    private final Voice voice;
    private final MixStream stream;
    private final ModeChange mode = new ModeChange();
    private final int[] speakers = new int[Contributors.MOST];

    private boolean entered;
    private boolean muted;
    private boolean letGo;
    private volatile int levelDbov = LevelMeter.SILENCE_DBOV;
    private volatile boolean speaking;

    BrowserLeg(int csrc, Room room, WideAudio audio, MixListener listener, OpusLibrary opus, LoopCounters counters) {
        this.csrc = csrc;
        this.room = room;
        this.audio = audio;
        this.listener = listener;
        receiver = new BrowserReceiver(opus, counters);
        voice = new Voice(receiver.frame());
        stream = audio.everyoneBut(voice, opus, counters);
    }

    @Override
    public int csrc() {
        return csrc;
    }

    @Override
    public void enter(long nowNanos) {
        if (!letGo) {
            room.enter(this, nowNanos);
        }
    }

    /** It is let in by its room. */
    void entering() {
        entered = true;
        mode.atOnce();
    }

    boolean entered() {
        return entered;
    }

    @Override
    public void mode(BrowserMode wanted) {
        mode.want(wanted);
    }

    @Override
    public void mute(boolean wanted) {
        muted = wanted;
    }

    @Override
    public @Nullable DropReason receive(RtpPacket packet, long extendedSequence, int level, long nowNanos) {
        if (!entered || letGo) {
            return null;
        }
        try {
            return receiver.receive(packet, extendedSequence, level, nowNanos);
        } catch (Throwable fault) {
            room.broken(this, fault);
            return null;
        }
    }

    @Override
    public void restart() {
        receiver.restart();
    }

    @Override
    public int levelDbov() {
        return levelDbov;
    }

    @Override
    public boolean speaking() {
        return speaking;
    }

    /** The leg leaves its room at the next tick. */
    @Override
    public void close() {
        letGo = true;
    }

    boolean isLetGo() {
        return letGo;
    }

    /** Whether it hears the mix of everyone, those who are forwarded too. */
    boolean hearsEveryone() {
        return entered && mode.hears() == BrowserMode.MIXED;
    }

    void changeMode() {
        mode.tick();
    }

    /**
     * Prepares what the room is to hear of this leg.
     *
     * @param someoneHears whether anybody else hears it from a mix
     */
    void play(boolean someoneHears, long nowNanos) {
        boolean open = entered && !muted;
        receiver.play(open && someoneHears, nowNanos);
        voice.tick(receiver.audible());
        tell(receiver.levelDbov(), open && receiver.speaking());
    }

    /** To other threads: of most legs there is nothing new in a tick, and a volatile write is not for nothing. */
    private void tell(int nowDbov, boolean speaks) {
        if (levelDbov != nowDbov) {
            levelDbov = nowDbov;
        }
        if (speaking != speaks) {
            speaking = speaks;
        }
    }

    /** Adds what the leg sends, where it is to be heard, and its name, where it is heard. */
    void add() {
        if (!voice.contributing()) {
            return;
        }
        if (mode.moving()) {
            audio.addMoving(mode.adds(), voice.frame());
        } else {
            audio.add(mode.adds(), voice.frame());
        }
        if (receiver.audible()) {
            audio.heard(mode.adds(), csrc, receiver.levelDbov());
        }
    }

    /** Decides what it hears, before anything is encoded. */
    void carry() {
        stream.renew();
        if (entered) {
            MixStream mixed = voice.contributing() ? stream : audio.everyone();
            stream.carry(mode.hears() == BrowserMode.MIXED ? mixed : audio.unforwarded(), audio.everyone());
        }
    }

    void send() {
        if (entered && !letGo) {
            MixStream heard = stream.encoded();
            int count = audio.speakersHeardBy(mode.hears()).others(csrc, speakers);
            listener.mixed(heard.packet(), heard.length(), speakers, count, heard.levelDbov());
        }
    }

    void tellBroken() {
        listener.broken();
    }

    /** It is out of its room. */
    void end() {
        letGo = true;
        speaking = false;
        levelDbov = LevelMeter.SILENCE_DBOV;
        audio.left(mode.adds(), voice.last());
        receiver.close();
        stream.close();
    }
}
