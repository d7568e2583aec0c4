package dev.partyline.gateway.signal;

import dev.partyline.gateway.admission.Admission;
import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.admission.Refusal.Reason;
import dev.partyline.gateway.admission.RefusalCounts;
import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.gateway.invite.Invitation;
import dev.partyline.gateway.invite.Invitations;
import dev.partyline.gateway.roster.Audience;
import dev.partyline.gateway.roster.BrowserIdentity;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.Browsers;
import dev.partyline.gateway.roster.DisplayName;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.roster.ResumeSecret;
import dev.partyline.gateway.source.SourceLimits;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.EdgeFullException;
import dev.partyline.webrtc.OfferRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a page comes in, the first time and again. */
@Component
record Entrance(
        Admission admission,
        Browsers browsers,
        Participants participants,
        BrowserEdge edge,
        Invitations invitations,
        RefusalCounts refusals,
        SourceLimits sources) {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration FULL_PAUSE = Duration.ofSeconds(30);
    private static final String VIA = "page";

    sealed interface Outcome {
        record Joined(BrowserLeg leg, BrowserLeg.Connection connection, ServerMessage.Joined answer)
                implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    Admission.Look look(String channel, @Nullable String token) {
        return admission.look(channel, token);
    }

    /** @param mine who this socket is already; a join is then new media for the same one */
    Outcome join(ClientMessage.Join join, Visitor visitor, @Nullable BrowserLeg mine) throws InterruptedException {
        Optional<BrowserLeg> known = mine != null
                ? Optional.of(mine)
                : Optional.ofNullable(join.resume())
                        .flatMap(secret -> ResumeSecret.owner(secret, browsers))
                        .filter(leg -> leg.identity().via().equals(VIA));
        return known.isPresent() && known.get().identity().channel().equals(join.channel())
                ? again(known.get(), join, visitor)
                : mine != null ? refused(Refusal.of(Reason.TOKEN_OTHER_CHANNEL)) : first(join, visitor);
    }

    private Outcome again(BrowserLeg leg, ClientMessage.Join join, Visitor visitor) throws InterruptedException {
        Instant until = leg.identity().passUntil();
        if (until != null && until.isBefore(Instant.now())) {
            return refused(Refusal.of(Reason.TOKEN_EXPIRED));
        }
        long nowNanos = System.nanoTime();
        if (!leg.mayJoinAgain(nowNanos) || !sources.renew(visitor.source(), nowNanos)) {
            return refused(Refusal.of(Reason.BUSY, MOMENT));
        }
        leg.comesBack(join.mode(), join.muted(), join.camera());
        Outcome outcome = connect(leg, join, visitor);
        // Given up or removed at this very moment: nobody knows its secret any more.
        return outcome == null ? first(join, visitor) : outcome;
    }

    private Outcome first(ClientMessage.Join join, Visitor visitor) throws InterruptedException {
        return switch (admission.admit(join.channel(), join.token(), join.pin(), visitor.source())) {
            case Admission.Outcome.Out(Refusal refusal) -> refused(refusal);
            case Admission.Outcome.In in -> {
                BrowserLeg leg = leg(in, join);
                if (!browsers.add(leg, visitor.source())) {
                    yield refused(Refusal.of(Reason.FULL, FULL_PAUSE));
                }
                Outcome outcome = connect(leg, join, visitor);
                if (outcome == null) {
                    yield refused(Refusal.of(Reason.MEDIA_FAILED));
                }
                if (outcome instanceof Outcome.Refused) {
                    browsers.end(leg, new Audience.Ending.Left());
                }
                yield outcome;
            }
        };
    }

    private static BrowserLeg leg(Admission.Outcome.In in, ClientMessage.Join join) {
        Pass pass = in.pass();
        BrowserId id = BrowserIdentity.drawId();
        String name = pass != null && pass.name() != null ? pass.name() : join.name();
        return new BrowserLeg(
                new BrowserIdentity(
                        id,
                        DisplayName.of(name),
                        in.role(),
                        in.channel(),
                        in.room(),
                        VIA,
                        Instant.now(),
                        ResumeSecret.draw(id),
                        pass == null ? null : pass.expires()),
                join.mode(),
                join.muted(),
                join.camera());
    }

    /** Null where it is no longer in the channel. */
    private @Nullable Outcome connect(BrowserLeg leg, ClientMessage.Join join, Visitor visitor) {
        BrowserLeg.Connection connection;
        try {
            connection = leg.connect(edge, join.offer());
        } catch (OfferRefusedException e) {
            return refused(Refusal.of(Reason.OFFER, "" + e.getMessage()));
        } catch (EdgeFullException e) {
            return refused(Refusal.of(Reason.FULL, FULL_PAUSE));
        }
        if (connection == null) {
            return null;
        }
        BrowserIdentity who = leg.identity();
        return new Outcome.Joined(
                leg,
                connection,
                new ServerMessage.Joined(
                        who.id().value(),
                        who.resume(),
                        who.role(),
                        who.channel(),
                        leg.mode(),
                        leg.muted(),
                        connection.answer(),
                        invitation(who, visitor)));
    }

    private Invitation invitation(BrowserIdentity who, Visitor visitor) {
        boolean guestForATime = who.passUntil() != null && who.role() == Role.GUEST;
        return guestForATime
                ? invitations.withoutPin(who.channel(), visitor.base())
                : invitations.to(who.channel(), visitor.base());
    }

    private static Outcome refused(Refusal refusal) {
        return new Outcome.Refused(refusal);
    }
}
