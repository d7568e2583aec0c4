package dev.partyline.gateway.signal;

import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.invite.Invitation;
import dev.partyline.gateway.roster.RosterEntry;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From a message to one text frame. */
final class MessageWriter {
    private final JsonMapper mapper = new JsonMapper();

    String write(ServerMessage message) {
        ObjectNode json = mapper.createObjectNode();
        switch (message) {
            case ServerMessage.Channel(
                    var channel,
                    boolean pinNeeded,
                    boolean hostPin,
                    boolean awaitsHost,
                    var role,
                    Integer participants) -> {
                json.put("type", "channel")
                        .put("channel", channel)
                        .put("pinNeeded", pinNeeded)
                        .put("hostPin", hostPin)
                        .put("awaitsHost", awaitsHost)
                        .put("role", role.text());
                if (participants != null) {
                    json.put("participants", participants);
                }
            }
            case ServerMessage.Joined joined -> joined(json, joined);
            case ServerMessage.Answer(String answer) ->
                json.put("type", "answer").put("answer", answer);
            case ServerMessage.Roster(var roster, String you) -> {
                ArrayNode list = json.put("type", "roster")
                        .put("locked", roster.locked())
                        .putArray("participants");
                roster.entries().forEach(entry -> entry(list.addObject(), entry, you));
            }
            case ServerMessage.Levels(var levels) -> {
                ObjectNode byId = json.put("type", "levels").putObject("levels");
                levels.forEach(byId::put);
            }
            case ServerMessage.Slots(var slots) -> {
                ids(json.put("type", "slots").putArray("voices"), slots.voices());
                ids(json.putArray("videos"), slots.videos());
            }
            case ServerMessage.Muted(boolean muted, String by) ->
                json.put("type", "muted").put("muted", muted).put("by", by);
            case ServerMessage.Mode(BrowserMode mode) ->
                json.put("type", "mode").put("mode", text(mode));
            case ServerMessage.Refused(Refusal(var reason, var sentence, Duration retryAfter)) -> {
                json.put("type", "refused").put("reason", reason.text()).put("message", sentence);
                if (retryAfter != null) {
                    json.put("retryAfterMillis", retryAfter.toMillis());
                }
            }
            case ServerMessage.Over() -> json.put("type", "over");
            case ServerMessage.Removed(String by) -> json.put("type", "removed").put("by", by);
            case ServerMessage.Pong() -> json.put("type", "pong");
        }
        return mapper.writeValueAsString(json);
    }

    private static void joined(ObjectNode json, ServerMessage.Joined joined) {
        json.put("type", "joined")
                .put("participant", joined.participant())
                .put("resume", joined.resume().value())
                .put("role", joined.role().text())
                .put("channel", joined.channel())
                .put("mode", text(joined.mode()))
                .put("muted", joined.muted())
                .put("answer", joined.answer());
        Invitation invitation = joined.invitation();
        ObjectNode invite = json.putObject("invitation").put("link", invitation.link());
        ArrayNode numbers = invite.putArray("numbers");
        invitation
                .numbers()
                .forEach(number ->
                        numbers.addObject().put("display", number.display()).put("tel", number.tel()));
        if (invitation.pin() != null) {
            invite.put("pin", invitation.pin());
        }
    }

    private static void entry(ObjectNode json, RosterEntry entry, String you) {
        json.put("id", entry.id())
                .put("name", entry.name())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("role", entry.role().text())
                .put("muted", entry.muted())
                .put("held", entry.held())
                .put("camera", entry.camera())
                // A CSRC has 32 bits and no sign (RFC 3550 section 5.1).
                .put("csrc", Integer.toUnsignedLong(entry.csrc()))
                .put("away", entry.away())
                .put("hand", entry.handRaised())
                .put("you", entry.id().equals(you));
    }

    private static void ids(ArrayNode list, List<Optional<BrowserId>> slots) {
        slots.forEach(slot -> slot.ifPresentOrElse(id -> list.add(id.value()), list::addNull));
    }

    private static String text(BrowserMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
