package dev.partyline.media.room;

import dev.partyline.media.Budget;
import dev.partyline.media.DigitWay;
import dev.partyline.media.LegEvent;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.dtmf.ToneWatch;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.TelephoneEvents;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one phone: out of its events and, where that is asked for, out of its audio. Each press is told once a
 * way, and while a key sounds what has come is not to be heard, from now on until the last of it has been played.
 */
final class Keys {
    private static final long TICK_NANOS = 20_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;

    private final Consumer<LegEvent> listener;
    private final TelephoneEvents events = new TelephoneEvents();
    private final Budget told = budget();
    private @Nullable ToneWatch tones;
    private boolean hushed;
    private long hushedUntilNanos;

    Keys(Consumer<LegEvent> listener) {
        this.listener = listener;
    }

    /**
     * How many key presses a leg's owner is told: no finger presses more than 10 a second for long, and a far end that
     * sends hundreds must not crowd the other events out of its mailbox.
     */
    static Budget budget() {
        return new Budget(20, 32);
    }

    /** Whether keys are looked for in the audio, too; a leg that needs it not does not pay for it. */
    void listenForTones(boolean listen) {
        if (!listen) {
            tones = null;
        } else if (tones == null) {
            tones = new ToneWatch();
        }
    }

    /** A packet of the payload type of events. */
    @Nullable
    DropReason event(RtpPacket packet, long nowNanos) {
        if (packet.payloadLength() < TelephoneEvents.EVENT_BYTES) {
            return DropReason.MALFORMED;
        }
        DropReason refused = null;
        for (int key = events.accept(packet, nowNanos); key >= 0; key = events.another()) {
            if (!tell(key, DigitWay.TELEPHONE_EVENT, nowNanos)) {
                refused = DropReason.FLOODED;
            }
        }
        return refused;
    }

    /** A packet of audio, whether it can be played yet or not. */
    void audio(Codec codec, RtpPacket packet, long nowNanos) {
        events.audio(packet.timestamp(), nowNanos);
        if (tones != null && isPlain(codec)) {
            tones.hear(codec, packet, nowNanos);
            for (int key = tones.nextKey(); key >= 0; key = tones.nextKey()) {
                tell(key, DigitWay.TONE, nowNanos);
            }
        }
    }

    /** Tones are looked for where a packet's samples can be had without a decoder that must not hear them twice. */
    private static boolean isPlain(Codec codec) {
        return codec == Codec.PCMU || codec == Codec.PCMA;
    }

    private boolean tell(int key, DigitWay way, long nowNanos) {
        boolean told = this.told.take(nowNanos);
        if (told) {
            listener.accept(new LegEvent.Digit((char) key, way));
        }
        return told;
    }

    /**
     * Once a tick: whether the frame of this tick is to be silent.
     *
     * @param delayMillis until what comes now is played
     */
    boolean hushes(int delayMillis, long nowNanos) {
        if (events.sounding(nowNanos) || (tones != null && tones.sounding(nowNanos))) {
            hushed = true;
            hushedUntilNanos = nowNanos + TICK_NANOS + delayMillis * NANOS_A_MILLI;
        }
        hushed &= hushedUntilNanos - nowNanos > 0;
        return hushed;
    }

    /** Another codec is agreed; its clock is that of events as well. */
    void clockRate(int clockRate) {
        events.clockRate(clockRate);
        reset();
    }

    /** Another source begins. */
    void reset() {
        events.reset();
        if (tones != null) {
            tones.reset();
        }
    }
}
