package dev.partyline.gateway.doctor;

import dev.partyline.sip.trace.TracedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An offer and its answer (RFC 3264), side by side.
 *
 * @param theirOffer whether it was the far end that offered
 * @param answer empty where none came
 * @param words what was chosen, and why
 */
record Exchange(boolean theirOffer, String offer, String answer, String words) {
    /** All of a call, in order; what was sent again is one. */
    static List<Exchange> of(List<TracedMessage> messages) {
        List<TracedMessage> descriptions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TracedMessage message : messages) {
            if (message.body().startsWith("v=0") && seen.add(message.received() + message.text())) {
                descriptions.add(message);
            }
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < descriptions.size(); i++) {
            TracedMessage offer = descriptions.get(i);
            boolean answered =
                    i + 1 < descriptions.size() && descriptions.get(i + 1).received() != offer.received();
            String answer = answered ? descriptions.get(++i).body() : "";
            exchanges.add(new Exchange(offer.received(), offer.body(), answer, words(offer, answer)));
        }
        return List.copyOf(exchanges);
    }

    private static String words(TracedMessage offer, String answer) {
        String offered = AudioDescription.of(offer.body())
                .map(audio -> (offer.received() ? "The far end offers " : "We offer ") + spoken(audio) + ".")
                .orElse("There is no audio in the offer that anybody could use.");
        if (answer.isEmpty()) {
            return offered + " No answer came to it.";
        }
        return AudioDescription.of(answer)
                .map(audio -> offered + " Agreed on: " + spoken(audio)
                        + (offer.received() ? ", the widest that both ends have." : "."))
                .orElse(offered + " The answer refuses it.");
    }

    private static String spoken(AudioDescription audio) {
        return String.join(", ", audio.codecs())
                + (audio.keys() ? " with telephone-event" : " without telephone-event");
    }
}
