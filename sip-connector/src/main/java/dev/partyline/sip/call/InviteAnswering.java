package dev.partyline.sip.call;

import dev.partyline.media.LegEvent;
import dev.partyline.media.PhoneMedia;
import dev.partyline.media.PortsExhaustedException;
import dev.partyline.media.RoomId;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.Routing;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.sdp.LocalAudio;
import dev.partyline.sip.sdp.OfferAnswer;
import dev.partyline.sip.sdp.SdpBody;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Reply;
import dev.partyline.sip.transport.Deadline;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.SipUris;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a first INVITE is answered with (RFC 3261 section 13.3.1), step by step, cheapest first. */
final class InviteAnswering {
    private static final List<String> EXTENSIONS = List.of("timer");

    sealed interface Step {}

    record Refused(
            Reply reply,
            EndReason reason,
            String detail,
            @Nullable String channelName) implements Step {}

    /** @param sdp our answer, or our offer where the INVITE had none */
    record Ready(
            Routing.Answered routing,
            PhoneMedia media,
            CallSession session,
            String sdp,
            SipUri contact,
            String ourContact)
            implements Step {}

    private final CallContext context;
    private final IncomingRequest invite;
    private final InboundCall call;
    private final TrunkSettings trunk;

    InviteAnswering(CallContext context, IncomingRequest invite, InboundCall call, TrunkSettings trunk) {
        this.context = context;
        this.invite = invite;
        this.call = call;
        this.trunk = trunk;
    }

    Step answer(@Nullable EndReason noPlace, Consumer<LegEvent> legEvents) throws InterruptedException {
        String offer = SdpBody.of(invite.header("Content-Type"), invite.body());
        SipUri contact = SipUri.ofHeader(invite.header("Contact"));
        if (contact == null || invite.fromTag() == null) {
            return new Refused(Reply.of(400), EndReason.BAD_OFFER, "an INVITE without a usable Contact", null);
        }
        String lacking = unsupported(invite);
        if (!lacking.isEmpty()) {
            return new Refused(
                    Reply.of(420).with("Unsupported", lacking),
                    EndReason.BAD_OFFER,
                    "it requires an extension that the bridge lacks",
                    null);
        }
        if (offer == null) {
            return new Refused(Replies.unsupportedBody(), EndReason.BAD_OFFER, "a body without SDP", null);
        }
        if (noPlace != null) {
            return new Refused(Replies.unavailable(), noPlace, noPlaceWords(noPlace), null);
        }
        try {
            return switch (route()) {
                case Routing.NoMapping none ->
                    new Refused(Reply.of(404), EndReason.NO_MAPPING, "no rule maps the number", null);
                case Routing.Emergency emergency ->
                    new Refused(
                            Reply.of(trunk.emergencyCode()),
                            EndReason.EMERGENCY_NUMBER,
                            "it calls for help, and no rule is for exactly this number",
                            null);
                case Routing.Unavailable(String detail) ->
                    new Refused(Replies.unavailable(), EndReason.ROUTING_UNAVAILABLE, detail, null);
                case Routing.Answered answered -> describe(answered, contact, offer, legEvents);
            };
        } catch (TimeoutException e) {
            return new Refused(
                    Replies.unavailable(), EndReason.ROUTING_UNAVAILABLE, "the dialplan took too long", null);
        }
    }

    /** The application may wait for a database, but a call does not wait for ever. */
    private Routing route() throws InterruptedException, TimeoutException {
        try {
            return Deadline.call(
                    "route-" + call.id(),
                    context.timers().decision(),
                    () -> context.handler().route(call));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call can't be routed", e.getCause());
        }
    }

    private Step describe(Routing.Answered routing, SipUri contact, String offer, Consumer<LegEvent> legEvents) {
        InetAddress source = invite.source().address().getAddress();
        PhoneMedia media;
        InetAddress shown;
        try {
            InetAddress local = context.transport().localAddressToward(source);
            shown = context.transport().addressShownTo(source);
            media = context.media().openPhone(waitingRoom(routing), routing.language(), local, legEvents);
        } catch (PortsExhaustedException | IOException e) {
            return new Refused(Replies.unavailable(), EndReason.BRIDGE_FULL, "no port for audio", channelName(routing));
        }
        try {
            return describe(routing, contact, offer, media, shown);
        } catch (RuntimeException | Error e) {
            media.close();
            throw e;
        }
    }

    private Step describe(Routing.Answered routing, SipUri contact, String offer, PhoneMedia media, InetAddress shown) {
        LocalAudio audio = new LocalAudio(
                shown,
                media.rtpPort(),
                ThreadLocalRandom.current().nextLong(1L << 31, 1L << 53),
                1,
                CallSession.encryption(trunk.mediaEncryption(), invite.source().protocol()));
        CallSession session = new CallSession(media, invite.source().address().getAddress(), trunk.dtmf(), audio);
        if (audio.encryption().isHopeless()) {
            media.close();
            return new Refused(
                    refused(OfferAnswer.Refused.Reason.NO_COMMON_ENCRYPTION),
                    EndReason.NO_COMMON_ENCRYPTION,
                    audio.encryption().obstacle(),
                    channelName(routing));
        }
        String ourContact = "<" + ourUri(shown) + ">";
        if (offer.isEmpty()) {
            return new Ready(routing, media, session, session.offer(), contact, ourContact);
        }
        return switch (session.answer(offer)) {
            case CallSession.Described described ->
                new Ready(routing, media, session, described.sdp(), contact, ourContact);
            case CallSession.Refusal refusal -> {
                media.close();
                yield new Refused(
                        refused(refusal.reason()),
                        switch (refusal.reason()) {
                            case MALFORMED -> EndReason.BAD_OFFER;
                            case NO_COMMON_CODEC -> EndReason.NO_COMMON_CODEC;
                            case NO_COMMON_ENCRYPTION -> EndReason.NO_COMMON_ENCRYPTION;
                        },
                        refusal.detail(),
                        channelName(routing));
            }
        };
    }

    private static String noPlaceWords(EndReason noPlace) {
        return noPlace == EndReason.TRUNK_FULL
                ? "the trunk has as many calls as it may have"
                : "no place for one more call";
    }

    /** Null while nobody knows. */
    static @Nullable String channelName(Routing.Answered routing) {
        return routing instanceof Routing.ToChannel channel ? channel.channelName() : null;
    }

    /** Where the caller waits until he is let in: before the door, or by himself while nobody knows which it is. */
    private RoomId waitingRoom(Routing.Answered routing) {
        return switch (routing) {
            case Routing.ToChannel channel -> channel.room();
            case Routing.ToAttendant _ -> new RoomId("attendant of " + call.id().value());
        };
    }

    private String ourUri(InetAddress shown) {
        Protocol protocol = invite.source().protocol();
        int port = context.transport().port(protocol);
        return protocol == Protocol.TLS && invite.uri().regionMatches(true, 0, "sips:", 0, 5)
                ? SipUris.secure(shown, port)
                : SipUris.of("", shown, port, protocol);
    }

    /** RFC 3261 section 21.4.26: 488 says by a Warning what was wrong; a body that makes no sense is a 400. */
    static Reply refused(OfferAnswer.Refused.Reason reason) {
        return switch (reason) {
            case NO_COMMON_CODEC -> Reply.of(488).with("Warning", "305 partyline \"Incompatible media format\"");
            case NO_COMMON_ENCRYPTION ->
                Reply.of(488).with("Warning", "302 partyline \"Incompatible transport protocol\"");
            case MALFORMED -> Reply.of(400);
        };
    }

    /** The option tags of {@code Require} that we lack, comma between them (RFC 3261 section 8.2.2.3). */
    static String unsupported(IncomingRequest request) {
        return request.headers("Require").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty() && EXTENSIONS.stream().noneMatch(tag::equalsIgnoreCase))
                .filter(tag -> tag.matches("[A-Za-z0-9.!%*_+`'~-]{1,64}"))
                .distinct()
                .limit(16)
                .collect(Collectors.joining(", "));
    }
}
