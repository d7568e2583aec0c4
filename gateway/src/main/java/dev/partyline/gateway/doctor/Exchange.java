package dev.partyline.gateway.doctor;

import dev.partyline.sip.trace.TracedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An offer and its answer (RFC 3264), side by side. An INVITE or UPDATE offers, and its 2xx answers; where an INVITE has no
 * description the 2xx offers, and the ACK answers.
 *
 * @param theirOffer whether it was the far end that offered
 * @param answer empty where none came
 * @param words what was chosen, and why
 */
record Exchange(boolean theirOffer, String offer, String answer, String words) {
    /** All of a call, in order; what was sent again is one. */
    static List<Exchange> of(List<TracedMessage> messages) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            TracedMessage offer = messages.get(i);
            List<TracedMessage> before = messages.subList(0, i);
            if (offers(offer, before) && before.stream().noneMatch(same -> isAgain(same, offer))) {
                String answer = messages.subList(i + 1, messages.size()).stream()
                        .filter(answers(offer))
                        .map(TracedMessage::description)
                        .findFirst()
                        .orElse("");
                exchanges.add(new Exchange(offer.received(), offer.description(), answer, words(offer, answer)));
            }
        }
        return List.copyOf(exchanges);
    }

    private static boolean isAgain(TracedMessage one, TracedMessage other) {
        return one.received() == other.received() && one.text().equals(other.text());
    }

    private static boolean offers(TracedMessage message, List<TracedMessage> before) {
        if (message.description().isEmpty()) {
            return false;
        }
        if (!isResponse(message)) {
            return !message.startLine().startsWith("ACK ");
        }
        return isSuccess(message)
                && before.stream()
                        .noneMatch(request -> request.received() != message.received()
                                && !isResponse(request)
                                && cseq(request).equals(cseq(message))
                                && !request.description().isEmpty());
    }

    private static Predicate<TracedMessage> answers(TracedMessage offer) {
        return message -> {
            boolean back = message.received() != offer.received()
                    && !message.description().isEmpty();
            return isResponse(offer)
                    ? back
                            && message.startLine().startsWith("ACK ")
                            && number(message).equals(number(offer))
                    : back && isSuccess(message) && cseq(message).equals(cseq(offer));
        };
    }

    private static boolean isResponse(TracedMessage message) {
        return message.startLine().startsWith("SIP/2.0 ");
    }

    private static boolean isSuccess(TracedMessage message) {
        return message.startLine().startsWith("SIP/2.0 2");
    }

    private static String cseq(TracedMessage message) {
        return message.header("CSeq", "CSeq");
    }

    private static String number(TracedMessage message) {
        return cseq(message).split(" ", 2)[0];
    }

    private static String words(TracedMessage offer, String answer) {
        Optional<AudioDescription> audio = AudioDescription.of(offer.description());
        String offered = audio.map(
                        found -> (offer.received() ? "The far end offers " : "We offer ") + spoken(found) + ".")
                .orElse("There is no audio in the offer that anybody could use.");
        if (answer.isEmpty()) {
            return offered + " No answer came to it.";
        }
        return AudioDescription.of(answer)
                .map(agreed -> offered + " Agreed on: " + spoken(agreed)
                        + (offer.received() ? ", the widest that both ends have." : "."))
                .orElse(offered + " The answer refuses it.");
    }

    private static String spoken(AudioDescription audio) {
        return String.join(", ", audio.codecs())
                + (audio.keys() ? " with telephone-event" : " without telephone-event");
    }
}
