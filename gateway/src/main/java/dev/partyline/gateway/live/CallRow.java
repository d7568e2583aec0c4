package dev.partyline.gateway.live;

import dev.partyline.gateway.web.Clock;
import dev.partyline.media.PhoneQuality;
import dev.partyline.sip.LiveCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A live call in the words and figures of its page. */
record CallRow(
        String id,
        String caller,
        String trunk,
        String dialled,
        String channel,
        String state,
        String tone,
        boolean inChannel,
        boolean muted,
        boolean host,
        boolean handRaised,
        String lasted,
        String codec,
        String loss,
        String jitter,
        String delay,
        String opinion,
        String opinionSent,
        int level,
        String gain) {
    /** What -60 dBov and less looks like: nothing. */
    private static final int QUIETEST_DBOV = -60;

    static CallRow of(LiveCall call, Instant now) {
        boolean inChannel = call.phase() == LiveCall.Phase.IN_CHANNEL;
        String outside = call.phase() == LiveCall.Phase.AWAITS_HOST ? "waits for a host" : "at the door";
        String state = !inChannel ? outside : call.held() ? "on hold" : call.muted() ? "muted" : "talking";
        String tone = !inChannel || call.held() ? "waiting" : call.muted() ? "muted" : "good";
        long received = call.media().packetsReceived();
        long lost = call.media().packetsLost();
        double share = received + lost == 0 ? 0 : 100.0 * lost / (received + lost);
        String caller = call.call().caller().value();
        return new CallRow(
                call.call().id().value(),
                caller.isEmpty() ? "number withheld" : caller,
                call.call().trunk(),
                call.call().dialled().value(),
                call.channelName().isEmpty() ? "the attendant" : call.channelName(),
                state,
                tone,
                inChannel,
                call.muted(),
                call.host(),
                call.handRaised(),
                Clock.of(Duration.between(call.answered(), now)),
                call.encryption().isEmpty() ? call.codec() : call.codec() + ", SRTP",
                String.format(Locale.ROOT, "%.1f %%", share),
                String.format(Locale.ROOT, "%.1f ms", call.media().jitterMicros() / 1000.0),
                call.media().playoutDelayMillis() + " ms",
                opinion(call.media().quality().heard()),
                opinion(call.media().quality().sent()),
                level(call.media().levelDbov()),
                String.format(Locale.ROOT, "%+.0f dB", call.media().gainDb()));
    }

    private static String opinion(PhoneQuality.Direction direction) {
        return Double.isNaN(direction.meanOpinion())
                ? "–"
                : String.format(Locale.ROOT, "%.1f", direction.meanOpinion());
    }

    /** On a scale to 60. */
    static int level(int dbov) {
        return Math.max(0, dbov - QUIETEST_DBOV);
    }
}
