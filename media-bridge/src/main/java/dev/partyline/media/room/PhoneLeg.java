package dev.partyline.media.room;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.MixBus;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.prompt.Prompts;
import dev.partyline.media.prompt.Spoken;
import dev.partyline.media.srtp.SrtpKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One phone in the bridge, and everything it owns: its ports, what it sends and is sent, what it is being told. Its
 * loop's thread alone touches it; {@link #letGo} and {@link #stats} are for anybody.
 */
public final class PhoneLeg {
    /** Prompts in one go; more is a programming error. */
    public static final int MOST_PROMPTS = 16;

    private static final int NARROW_RATE = 8000;

    private final PhoneTransport wire;
    private final Prompts prompts;
    private final NtpClock ntpClock;
    private final RandomGenerator random;
    private final Consumer<LegEvent> listener;
    private final OpusLibrary opus;
    private LoopCounters totals;
    private final LegCounters counters;
    private final Liveness liveness;
    private final PhoneReceiver receiver;
    private final PhoneSender sender;
    private final Speech speech = new Speech();
    private final Audibility audibility = new Audibility();
    private final Ear ear;
    private final boolean automaticGain;
    private Leveling leveling;
    private Voice voice;
    private Codec codec = Codec.PCMU;
    private @Nullable WideEar wideEar;
    private @Nullable Voice voiceBefore;
    private Codec codecBefore = Codec.PCMU;
    private boolean spokenTo;

    private @Nullable PhoneStream agreed;
    /** What all packets go through: the wire itself, or SRTP on it. */
    private PhoneTransport transport;

    private @Nullable SecureTransport secure;
    private @Nullable RtcpExchange rtcp;
    private List<Spoken> said = List.of();
    private boolean entered;
    private boolean withMusic;
    private boolean muted;
    private int volumeDb;
    private boolean reachable;
    private volatile boolean letGo;

    /**
     * @param random begins the stream's numbers; must not be guessable from outside
     * @param listener hears the leg's events, on the loop but for {@link #tellBroken}
     * @param totals the counters of the loop that the leg lives on first
     */
    public PhoneLeg(
            PhoneTransport transport,
            Prompts prompts,
            MediaSettings settings,
            NtpClock ntpClock,
            RandomGenerator random,
            Consumer<LegEvent> listener,
            LoopCounters totals,
            OpusLibrary opus) {
        this.opus = opus;
        this.totals = totals;
        this.wire = transport;
        this.transport = transport;
        this.prompts = prompts;
        this.ntpClock = ntpClock;
        this.random = random;
        this.listener = listener;
        counters = new LegCounters(totals, random.nextInt() | 1);
        liveness = new Liveness(settings);
        receiver = new PhoneReceiver(counters, listener, liveness, opus);
        sender = new PhoneSender(counters, random);
        automaticGain = settings.automaticGain();
        leveling = new Leveling(NARROW_RATE, automaticGain);
        voice = new Voice(receiver.frame());
        ear = new Ear(counters);
    }

    /** The outcome of an offer and answer, the first or a later one. */
    public void connect(PhoneStream stream, long nowNanos) {
        PhoneStream before = agreed;
        agreed = stream;
        secure(stream.srtp());
        if (before != null && before.srtp() != null && before.srtp() != stream.srtp()) {
            before.srtp().close();
        }
        receiver.connect(stream);
        sender.connect(stream);
        change(before, stream);
        liveness.connected(stream.direction(), nowNanos);
        if (rtcp == null) {
            rtcp = new RtcpExchange(counters, ntpClock, random, nowNanos);
        }
        rtcp.clockRate(stream.codec().clockRate());
        boolean elsewhere = before == null
                || !before.remoteRtp().equals(stream.remoteRtp())
                || !before.remoteRtcp().equals(stream.remoteRtcp());
        if (elsewhere || !reachable) {
            reachable = reach(stream);
        }
    }

    private void secure(@Nullable SrtpKeys keys) {
        if (keys == null) {
            transport = wire;
        } else if (secure == null) {
            secure = new SecureTransport(wire, keys, counters);
            transport = secure;
        } else {
            secure.rekey(keys);
            transport = secure;
        }
    }

    /** Another rate is another bus, and another ear; what was heard of the leg ends where it was. */
    private void change(@Nullable PhoneStream before, PhoneStream stream) {
        if (wideEar != null && before != null && !wideEar.suits(before, stream)) {
            wideEar.close();
            wideEar = null;
        }
        if (stream.codec().sampleRate() != codec.sampleRate()) {
            voiceBefore = voice;
            codecBefore = codec;
            voice = new Voice(receiver.frame());
            leveling = new Leveling(stream.codec().sampleRate(), automaticGain);
            ear.hearNothing();
        }
        codec = stream.codec();
    }

    private boolean isWide() {
        return codec.sampleRate() > NARROW_RATE;
    }

    Codec codec() {
        return codec;
    }

    private boolean reach(PhoneStream stream) {
        // An address of 0.0.0.0 is the old way to put a call on hold (RFC 3264 section 8.4).
        if (stream.remoteRtp().getAddress().isAnyLocalAddress()
                || stream.remoteRtp().getPort() == 0) {
            transport.disconnect();
            return false;
        }
        return transport.connect(stream.remoteRtp(), stream.remoteRtcp());
    }

    /** See {@link dev.partyline.media.PhoneMedia#say}. */
    public void say(List<Spoken> wanted) {
        List<short[]> samples = new ArrayList<>(wanted.size());
        for (Spoken prompt : wanted) {
            samples.add(prompts.samples(prompt));
        }
        said = wanted;
        speech.say(samples);
        ear.interrupt();
        if (wideEar != null) {
            wideEar.interrupt();
        }
    }

    /** See {@link dev.partyline.media.PhoneMedia#waitWithMusic}. */
    public void waitWithMusic() {
        withMusic = true;
    }

    boolean withMusic() {
        return withMusic;
    }

    public void mute(boolean wanted) {
        muted = wanted;
    }

    /** See {@link dev.partyline.media.PhoneMedia#volume}. */
    public void volume(int decibels) {
        volumeDb = decibels;
        ear.volume(decibels);
        if (wideEar != null) {
            wideEar.volume(decibels);
        }
    }

    /** See {@link dev.partyline.media.PhoneMedia#listenForTones}. */
    public void listenForTones(boolean listen) {
        receiver.listenForTones(listen);
    }

    /** The leg leaves its room and its ports are freed at the next tick. From any thread. */
    public void letGo() {
        letGo = true;
    }

    public PhoneMediaStats stats() {
        return counters.snapshot();
    }

    boolean isLetGo() {
        return letGo;
    }

    void enter() {
        entered = true;
    }

    /** It has left its room without having been in it, and goes to one that counts into these. */
    void goesTo(LoopCounters other) {
        totals = other;
        counters.countInto(other);
        if (wideEar != null) {
            wideEar.close();
            wideEar = null;
        }
    }

    boolean entered() {
        return entered;
    }

    void announceFirst() {
        speech.announce(prompts.samples(Prompt.FIRST_IN_CHANNEL));
    }

    void stopAnnouncement() {
        speech.stopAnnouncement();
    }

    void lookEarly(Workbench bench, long tickNanos) {
        if (rtcp != null) {
            receiver.lookEarly(transport, bench, tickNanos);
        }
    }

    void receive(Workbench bench, int skippedTicks, long nowNanos) {
        if (skippedTicks > 0 && agreed != null) {
            sender.pause(skippedTicks);
        }
        if (rtcp != null) {
            receiver.receive(transport, bench, skippedTicks, nowNanos);
            if (rtcp.receive(transport, bench.in(), sender.stream().ssrc(), nowNanos)) {
                // A phone on hold or one that suppresses silence goes on reporting.
                liveness.heard(nowNanos);
            }
        }
    }

    /**
     * Prepares what the room is to hear of this leg.
     *
     * @return whether there is anything, be it outranked or not
     */
    boolean play(Workbench bench, long nowNanos) {
        receiver.play(bench, nowNanos);
        boolean heard = audibility.tick(
                entered && !muted && receiver.speaking(), receiver.level().levelDbov());
        leveling.tick(heard, voice.frame(), receiver.level());
        voice.tick(heard);
        counters.speaking(heard);
        if (heard) {
            counters.gain(leveling.gainDb());
        }
        return audibility.open();
    }

    Audibility audibility() {
        return audibility;
    }

    /** Adds what the leg sends to the bus of 8 kHz or to that of its own rate, where it is to be heard. */
    void addTo(MixBus bus, Bands bands) {
        if (voiceBefore != null) {
            endBefore(voiceBefore, bus, bands);
        }
        if (isWide()) {
            addTo(bands);
        } else if (voice.contributing()) {
            bus.add(voice.frame());
        }
    }

    private void addTo(Bands bands) {
        PhoneStream stream = agreed;
        if (wideEar == null && stream != null) {
            wideEar = new WideEar(bands.of(codec), voice, stream, opus, totals);
            wideEar.volume(volumeDb);
        }
        if (voice.contributing()) {
            bands.add(codec, voice.frame());
        }
        if (entered) {
            bands.listens(codec);
        }
    }

    /** It speaks at another rate from now on: at the former one it ends without a step. */
    private void endBefore(Voice before, MixBus bus, Bands bands) {
        voiceBefore = null;
        before.tick(false);
        if (before.contributing()) {
            if (codecBefore.sampleRate() > NARROW_RATE) {
                bands.add(codecBefore, before.frame());
            } else {
                bus.add(before.frame());
            }
        }
    }

    /** Names itself among those who are heard now, if it is. */
    void addTo(Contributors contributors) {
        if (counters.speaking()) {
            contributors.add(counters.csrc(), counters.levelDbov());
        }
    }

    int csrc() {
        return counters.csrc();
    }

    Voice voice() {
        return voice;
    }

    /** Decides what a leg above 8 kHz hears in this tick, before anything is encoded. */
    void carry(RoomAudio audio, Workbench bench) {
        if (wideEar != null) {
            spokenTo = speech.next(bench.spoken());
            if (isSentTo()) {
                wideEar.carry(audio.heardBy(this), spokenTo ? bench.spoken() : null);
            } else {
                wideEar.hearNothing();
            }
        }
    }

    private boolean isSentTo() {
        return reachable && agreed != null && agreed.direction().sends();
    }

    /** Sends the frame of this tick: what is being said to the leg, else what it hears of its room. */
    void send(RoomAudio audio, Workbench bench) {
        PhoneStream stream = agreed;
        if (stream == null) {
            return;
        }
        if (wideEar == null) {
            spokenTo = speech.next(bench.spoken());
        }
        if (!isSentTo()) {
            ear.hearNothing();
            sender.pause(1);
        } else if (wideEar != null) {
            wideEar.send(sender, transport, bench.out());
        } else {
            byte[] encoded = spokenTo
                    ? ear.hearSpoken(bench, stream.codec())
                    : ear.hear(audio, this, voice.frame(), bench, stream.codec());
            sender.send(encoded, transport, bench.out());
        }
        if (speech.takeEnd()) {
            listener.accept(new LegEvent.PromptsEnded(said));
        }
    }

    void report(Workbench bench, long nowNanos) {
        if (rtcp != null) {
            rtcp.reportWhenDue(transport, bench.out(), sender.stream(), receiver.stream(), nowNanos);
        }
        if (liveness.takeTimeout(nowNanos)) {
            listener.accept(new LegEvent.MediaTimedOut());
        }
    }

    void close(Workbench bench, long nowNanos) {
        letGo = true;
        try (wire;
                SecureTransport _ = secure;
                SrtpKeys _ = agreed == null ? null : agreed.srtp();
                receiver;
                WideEar _ = wideEar) {
            if (rtcp != null) {
                rtcp.bye(transport, bench.out(), sender.stream(), receiver.stream(), nowNanos);
            }
        }
    }

    /** The leg broke on its loop: its owner learns it as he would learn of any other end of media. */
    public void tellBroken() {
        listener.accept(new LegEvent.MediaTimedOut());
    }
}
