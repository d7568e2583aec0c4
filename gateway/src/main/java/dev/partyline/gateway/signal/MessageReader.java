package dev.partyline.gateway.signal;

import dev.partyline.media.BrowserMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From one text frame to one message, or to why it is none. Unknown fields are passed over. A text may be as long as the
 * frame: whoever judges what it says refuses what is too long by its proper reason.
 */
final class MessageReader {
    static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELD_NAME = 64;
    private static final int MAX_NUMBER = 32;
    private static final int MAX_PINS = 9;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_LENGTH)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_FIELD_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(MAX_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    ClientMessage read(String text) throws BadMessageException {
        JsonNode message;
        try {
            message = mapper.readTree(text);
        } catch (JacksonException e) {
            throw new BadMessageException("not a JSON object, or too deep");
        }
        if (!message.isObject()) {
            throw new BadMessageException("not a JSON object");
        }
        String type = text(message, "type");
        return switch (type) {
            case "look" -> new ClientMessage.Look(text(message, "channel"), textOrNull(message, "token"));
            case "join" -> join(message);
            case "offer" -> new ClientMessage.Offer(text(message, "offer"));
            case "mute" -> new ClientMessage.Mute(flag(message, "muted"), textOrNull(message, "participant"));
            case "camera" -> new ClientMessage.Camera(flag(message, "on"));
            case "mode" -> new ClientMessage.Mode(mode(text(message, "mode")));
            case "pin" -> new ClientMessage.Pin(texts(message, "participants"));
            case "hand" -> new ClientMessage.Hand(flag(message, "raised"), textOrNull(message, "participant"));
            case "lock" -> new ClientMessage.Lock(flag(message, "locked"));
            case "remove" -> new ClientMessage.Remove(text(message, "participant"));
            case "leave" -> new ClientMessage.Leave();
            case "ping" -> new ClientMessage.Ping();
            default -> throw new BadMessageException("unknown type");
        };
    }

    private static ClientMessage.Join join(JsonNode message) throws BadMessageException {
        String mode = textOrNull(message, "mode");
        return new ClientMessage.Join(
                text(message, "channel"),
                textOrNull(message, "name"),
                text(message, "offer"),
                mode == null ? BrowserMode.FORWARDED : mode(mode),
                flagOrFalse(message, "muted"),
                flagOrFalse(message, "camera"),
                textOrNull(message, "token"),
                textOrNull(message, "pin"),
                textOrNull(message, "resume"));
    }

    private static BrowserMode mode(String text) throws BadMessageException {
        return switch (text) {
            case "forwarded" -> BrowserMode.FORWARDED;
            case "mixed" -> BrowserMode.MIXED;
            default -> throw new BadMessageException("mode is forwarded or mixed");
        };
    }

    private static String text(JsonNode message, String field) throws BadMessageException {
        String text = textOrNull(message, field);
        if (text == null) {
            throw new BadMessageException(field + " is missing");
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonNode message, String field) throws BadMessageException {
        JsonNode value = message.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new BadMessageException(field + " is no text");
        }
        return value.stringValue();
    }

    private static boolean flag(JsonNode message, String field) throws BadMessageException {
        JsonNode value = message.get(field);
        if (value == null || !value.isBoolean()) {
            throw new BadMessageException(field + " is not true or false");
        }
        return value.booleanValue();
    }

    private static boolean flagOrFalse(JsonNode message, String field) throws BadMessageException {
        JsonNode value = message.get(field);
        return value != null && !value.isNull() && flag(message, field);
    }

    /** As many as there can be use of; the rest is passed over. */
    private static List<String> texts(JsonNode message, String field) throws BadMessageException {
        JsonNode values = message.get(field);
        if (values == null || !values.isArray()) {
            throw new BadMessageException(field + " is no list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isString()) {
                throw new BadMessageException(field + " has something else than ids");
            }
            if (texts.size() < MAX_PINS) {
                texts.add(value.stringValue());
            }
        }
        return texts;
    }
}
