package dev.partyline.gateway.invite;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.partyline.dialplan.Decision;
import dev.partyline.dialplan.DialledNumber;
import dev.partyline.dialplan.Dialplan;
import dev.partyline.gateway.admission.DialledChannel;
import dev.partyline.gateway.admission.Doors;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.sip.Secret;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes the invitation to a channel, for those who are in it and for operators. */
@Component
public final class Invitations {
    private static final int MAX_NUMBERS = 10;

    private final Routes routes;
    private final Demo demo;
    private final Doors doors;

    Invitations(Routes routes, Demo demo, Doors doors) {
        this.routes = routes;
        this.demo = demo;
        this.doors = doors;
    }

    /** @param base where the pages are, without a slash at the end */
    public Invitation to(String channel, String base) {
        return invitation(channel, base, doors.find(channel).flatMap(doors::guestPin));
    }

    /** For those who were let in for a time: the PIN would let them in for good. */
    public Invitation withoutPin(String channel, String base) {
        return invitation(channel, base, Optional.empty());
    }

    private Invitation invitation(String channel, String base, Optional<Secret> pin) {
        Dialplan stored = routes.table().dialplan();
        Stream<String> numbers = Stream.concat(
                DialledChannel.numbers(stored, channel),
                DialledChannel.numbers(new Dialplan(demo.rules()), channel).filter(number -> isDemos(stored, number)));
        return new Invitation(
                link(channel, base),
                numbers.distinct()
                        .limit(MAX_NUMBERS)
                        .map(number -> dialIn(number, pin))
                        .toList(),
                pin.map(Secret::value).orElse(null));
    }

    public static String link(String channel, String base) {
        return base + "/join/" + channel;
    }

    /** A stored rule for the same number takes the call. */
    private static boolean isDemos(Dialplan stored, String number) {
        return stored.decide(new DialledNumber(number)) instanceof Decision.NoMapping;
    }

    private static Invitation.DialIn dialIn(String number, Optional<Secret> pin) {
        // RFC 3966 has no place for digits after the answer; a comma is a pause for every dialler, and # ends the PIN.
        // A
        // bare # would begin a fragment (RFC 3986 section 3.5), and the dialler never see it.
        String dialled = number.replace("#", "%23")
                + pin.map(secret -> ",," + secret.value() + "%23").orElse("");
        return new Invitation.DialIn(display(number), "tel:" + dialled);
    }

    private static String display(String number) {
        if (!number.startsWith("+")) {
            return number;
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.format(numbers.parse(number, null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return number;
        }
    }
}
