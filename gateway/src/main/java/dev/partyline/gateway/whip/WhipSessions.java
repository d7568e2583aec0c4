package dev.partyline.gateway.whip;

import dev.partyline.gateway.admission.Admission;
import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.admission.Refusal.Reason;
import dev.partyline.gateway.admission.RefusalCounts;
import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.gateway.roster.Audience;
import dev.partyline.gateway.roster.BrowserIdentity;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.Browsers;
import dev.partyline.gateway.roster.DisplayName;
import dev.partyline.gateway.roster.ResumeSecret;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.token.Pass;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.EdgeFullException;
import dev.partyline.webrtc.OfferRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The legs that came by WHIP and WHEP. */
@Component
final class WhipSessions {
    private static final Duration FULL_PAUSE = Duration.ofSeconds(30);

    private final Admission admission;
    private final Browsers browsers;
    private final BrowserEdge edge;
    private final RefusalCounts refusals;

    WhipSessions(Admission admission, Browsers browsers, BrowserEdge edge, RefusalCounts refusals) {
        this.admission = admission;
        this.browsers = browsers;
        this.edge = edge;
        this.refusals = refusals;
    }

    sealed interface Outcome {
        record Opened(WhipSession session, String answer) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    Outcome open(String via, String channel, String offer, @Nullable String token, SourceBlocks source)
            throws InterruptedException {
        return switch (admission.admit(channel, token, null, source)) {
            case Admission.Outcome.Out(Refusal refusal) -> refused(refusal);
            case Admission.Outcome.In in -> open(in, via, offer, source);
        };
    }

    private Outcome open(Admission.Outcome.In in, String via, String offer, SourceBlocks source) {
        Pass pass = in.pass();
        BrowserId id = BrowserIdentity.drawId();
        boolean sendsVideo = via.equals("whip") && offer.lines().anyMatch(line -> line.startsWith("m=video"));
        BrowserLeg leg = new BrowserLeg(
                new BrowserIdentity(
                        id,
                        DisplayName.of(pass == null ? null : pass.name()),
                        in.role(),
                        in.channel(),
                        in.room(),
                        via,
                        Instant.now(),
                        ResumeSecret.draw(id),
                        pass == null ? null : pass.expires()),
                BrowserMode.FORWARDED,
                false,
                sendsVideo);
        if (!browsers.add(leg, source)) {
            return refused(Refusal.of(Reason.FULL, FULL_PAUSE));
        }
        try {
            BrowserLeg.Connection connection = leg.connect(edge, offer);
            if (connection == null) {
                return refused(Refusal.of(Reason.MEDIA_FAILED));
            }
            WhipSession session = new WhipSession(leg, offer, this::lost);
            if (!leg.attach(session, connection) || !leg.hasMedia()) {
                lost(session);
            }
            return new Outcome.Opened(session, connection.answer());
        } catch (OfferRefusedException e) {
            close(leg);
            return refused(Refusal.of(Reason.OFFER, "" + e.getMessage()));
        } catch (EdgeFullException e) {
            close(leg);
            return refused(Refusal.of(Reason.FULL, FULL_PAUSE));
        }
    }

    /** The session behind an unguessable path. */
    Optional<WhipSession> find(String via, String channel, String resource) {
        return ResumeSecret.owner(resource, browsers)
                .filter(leg -> leg.identity().via().equals(via))
                .filter(leg -> leg.identity().channel().equals(channel))
                .flatMap(
                        leg -> leg.audience() instanceof WhipSession session ? Optional.of(session) : Optional.empty());
    }

    /** Null where this request may go on: a leg that came with a token is changed with one. */
    @Nullable
    Refusal check(WhipSession session, @Nullable String token) {
        BrowserIdentity who = session.leg().identity();
        if (who.passUntil() == null) {
            return null;
        }
        if (token == null) {
            return Refusal.of(Reason.TOKEN_INVALID);
        }
        return switch (admission.look(who.channel(), token)) {
            case Admission.Look.Open _ -> null;
            case Admission.Look.Closed(Refusal refusal) -> refusal;
        };
    }

    void close(BrowserLeg leg) {
        browsers.end(leg, new Audience.Ending.Left());
    }

    private void lost(WhipSession session) {
        browsers.end(session.leg(), new Audience.Ending.StayedAway());
    }

    private Outcome refused(Refusal refusal) {
        refusals.count(refusal.reason());
        return new Outcome.Refused(refusal);
    }
}
