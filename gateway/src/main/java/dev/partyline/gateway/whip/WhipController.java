package dev.partyline.gateway.whip;

import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.webrtc.OfferRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** WHIP (RFC 9725) to send into a channel, WHEP (draft-ietf-wish-whep) to receive from it. */
@RestController
@RequestMapping("/{via:whip|whep}/{channel}")
final class WhipController {
    private static final MediaType SDP = MediaType.parseMediaType("application/sdp");
    private static final MediaType FRAGMENT = MediaType.parseMediaType("application/trickle-ice-sdpfrag");
    private static final int MAX_BODY = 64 * 1024;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final WhipSessions sessions;

    WhipController(WhipSessions sessions) {
        this.sessions = sessions;
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<String> options() {
        return ResponseEntity.noContent()
                .header(HttpHeaders.ALLOW, "POST, OPTIONS")
                .header("Accept-Post", SDP.toString())
                .build();
    }

    @PostMapping
    ResponseEntity<String> open(@PathVariable String via, @PathVariable String channel, HttpServletRequest request)
            throws IOException, InterruptedException {
        if (!isOf(SDP, request)) {
            return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send an offer as application/sdp.");
        }
        String offer = body(request);
        if (offer == null) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "An offer has at most 64 KiB.");
        }
        SourceBlocks source = SourceBlocks.of(request.getRemoteAddr());
        return switch (sessions.open(via, channel, offer, token(request), source)) {
            case WhipSessions.Outcome.Refused(Refusal refusal) -> refused(refusal);
            case WhipSessions.Outcome.Opened(WhipSession session, String answer) ->
                ResponseEntity.created(URI.create("/" + via + "/" + channel + "/"
                                + session.leg().identity().resume().value()))
                        .contentType(SDP)
                        .header(HttpHeaders.ETAG, session.entityTag())
                        .header("Accept-Patch", FRAGMENT.toString())
                        .body(answer);
        };
    }

    @PatchMapping("/{resource}")
    ResponseEntity<String> change(
            @PathVariable String via,
            @PathVariable String channel,
            @PathVariable String resource,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request)
            throws IOException {
        Optional<WhipSession> found = sessions.find(via, channel, resource);
        if (found.isEmpty()) {
            return gone();
        }
        WhipSession session = found.get();
        Refusal refusal = sessions.check(session, token(request));
        if (refusal != null) {
            return refused(refusal);
        }
        if (!isOf(FRAGMENT, request)) {
            return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send " + FRAGMENT + ".");
        }
        String text = body(request);
        if (text == null) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "A fragment has at most 64 KiB.");
        }
        IceFragment fragment = IceFragment.parse(text);
        if (fragment == null) {
            return answer(HttpStatus.BAD_REQUEST, "That is no fragment of ICE (RFC 8840).");
        }
        // RFC 9725 section 4.3.1: which ICE session is meant is said by its entity tag, and * begins another.
        if (ifMatch == null) {
            return answer(HttpStatus.PRECONDITION_REQUIRED, "Say by If-Match which ICE session is meant.");
        }
        return ifMatch.strip().matches("\\*|\"\\*\"")
                ? restart(session, fragment)
                : trickle(session, fragment, ifMatch);
    }

    private static ResponseEntity<String> trickle(WhipSession session, IceFragment fragment, String ifMatch) {
        if (!ifMatch.strip().equals(session.entityTag())) {
            return answer(HttpStatus.PRECONDITION_FAILED, "That ICE session is over.");
        }
        if (fragment.ufrag() != null && !session.isOf(fragment.ufrag())) {
            return answer(HttpStatus.CONFLICT, "These credentials are of another ICE session.");
        }
        fragment.candidates().forEach(session.leg()::candidate);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<String> restart(WhipSession session, IceFragment fragment) {
        if (fragment.ufrag() == null || fragment.password() == null) {
            return answer(HttpStatus.BAD_REQUEST, "An ICE restart has a=ice-ufrag and a=ice-pwd.");
        }
        if (!session.leg().mayOfferAgain(System.nanoTime())) {
            return refused(Refusal.of(Refusal.Reason.BUSY, MOMENT));
        }
        try {
            String answer = session.restart(fragment.ufrag(), fragment.password());
            if (answer == null) {
                return gone();
            }
            return ResponseEntity.ok()
                    .contentType(FRAGMENT)
                    .header(HttpHeaders.ETAG, session.entityTag())
                    .body(answer);
        } catch (OfferRefusedException e) {
            return answer(HttpStatus.UNPROCESSABLE_CONTENT, "" + e.getMessage());
        }
    }

    @DeleteMapping("/{resource}")
    ResponseEntity<String> close(
            @PathVariable String via,
            @PathVariable String channel,
            @PathVariable String resource,
            HttpServletRequest request) {
        Optional<WhipSession> found = sessions.find(via, channel, resource);
        if (found.isEmpty()) {
            return gone();
        }
        Refusal refusal = sessions.check(found.get(), token(request));
        if (refusal != null) {
            return refused(refusal);
        }
        sessions.close(found.get().leg());
        return ResponseEntity.ok().build();
    }

    private static ResponseEntity<String> gone() {
        return answer(HttpStatus.NOT_FOUND, "There is no such session.");
    }

    private static ResponseEntity<String> refused(Refusal refusal) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(WhipStatus.of(refusal.reason())).contentType(MediaType.TEXT_PLAIN);
        if (refusal.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        String challenge = WhipStatus.challenge(refusal.reason());
        if (challenge != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return response.body(refusal.message());
    }

    private static ResponseEntity<String> answer(HttpStatus status, String sentence) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(sentence);
    }

    /** What stands behind Bearer (RFC 6750 section 2.1); an empty text, which no token is, where it is something else. */
    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        return header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())
                ? header.substring("Bearer ".length()).strip()
                : "";
    }

    private static boolean isOf(MediaType type, HttpServletRequest request) {
        String header = request.getContentType();
        try {
            return header != null && type.equalsTypeAndSubtype(MediaType.parseMediaType(header));
        } catch (org.springframework.http.InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Null where it is too long; no more of it is read then. */
    private static @Nullable String body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY) {
            return null;
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        return bytes.length > MAX_BODY ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
