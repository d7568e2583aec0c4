package dev.partyline.integration.peer;

import java.time.Duration;

/** Somebody in a conference with a tone of his own. */
public interface Participant {
    double TONE_DBFS = -24;

    String name();

    double hertz();

    Recording heard(Duration duration);

    /** How far a level may be off on the way to or from this one: two codecs and a rounding or two; 0.1 is what is seen. */
    default double toleranceDb() {
        return 0.5;
    }

    static Participant of(String name, double hertz, PhoneCall call) {
        call.say(Sound.tone(hertz, TONE_DBFS));
        return new Tone(name, hertz, call::heard);
    }

    static Participant of(String name, double hertz, Baresip softphone) {
        return new Tone(name, hertz, softphone::heard);
    }

    /** @param ear what this one heard of late */
    record Tone(String name, double hertz, java.util.function.Function<Duration, Recording> ear)
            implements Participant {
        @Override
        public Recording heard(Duration duration) {
            return ear.apply(duration);
        }
    }
}
