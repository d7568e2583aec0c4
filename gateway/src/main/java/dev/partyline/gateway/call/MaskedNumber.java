package dev.partyline.gateway.call;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** A caller as logs and other participants may know him: the country and the last two digits. */
public final class MaskedNumber {
    private static final int SHORTEST_SHOWN = 7;

    private MaskedNumber() {}

    /** As logs and figures name a caller. */
    public static String of(String caller) {
        if (caller.isEmpty()) {
            return "withheld";
        }
        String digits = caller.startsWith("+") ? caller.substring(1) : caller;
        if (digits.length() < SHORTEST_SHOWN || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "hidden";
        }
        String last = digits.substring(digits.length() - 2);
        return caller.startsWith("+") ? "+" + countryCode(caller) + "…" + last : "…" + last;
    }

    /** As the roster names a phone; short numbers and names are hidden whole. */
    public static String participant(String caller) {
        String digits = caller.startsWith("+") ? caller.substring(1) : caller;
        if (digits.length() < SHORTEST_SHOWN || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "Phone";
        }
        String last = "••• " + digits.substring(digits.length() - 2);
        String country = caller.startsWith("+") ? countryCode(caller) : "";
        return country.isEmpty() ? "Telephone " + last : "Telephone +" + country + " " + last;
    }

    private static String countryCode(String number) {
        try {
            return Integer.toString(
                    PhoneNumberUtil.getInstance().parse(number, null).getCountryCode());
        } catch (NumberParseException e) {
            return "";
        }
    }
}
