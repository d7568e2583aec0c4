package dev.partyline.dialplan;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Set;

/**
 * Numbers that call for help where the trunk is, by libphonenumber; in every form that a PBX may give them: bare, with a plus, with
 * the country's code before them, and as the service that they stand for (RFC 5031).
 */
final class EmergencyNumbers {
    /** Where nobody knows better: those of GSM phones anywhere (3GPP TS 22.101 section 10.1.1). */
    private static final Set<String> ANYWHERE = Set.of("112", "911");

    /** Of these libphonenumber knows none. */
    private static final Set<String> WITHOUT_SHORT_NUMBERS = Set.of("GQ", "IO", "TA", "TK");

    private static final int LONGEST_COUNTRY_CODE = 3;
    private static final String SERVICE = "urn:service:sos";
    private static final ShortNumberInfo NUMBERS = ShortNumberInfo.getInstance();
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private EmergencyNumbers() {}

    /** {@code urn:service:sos} and what is below it, such as {@code urn:service:sos.fire}. */
    static boolean isService(String raw) {
        return raw.regionMatches(true, 0, SERVICE, 0, SERVICE.length())
                && (raw.length() == SERVICE.length() || ".;".indexOf(raw.charAt(SERVICE.length())) >= 0);
    }

    /** @param region ISO 3166, such as {@code DE}; empty where it is not known */
    static boolean contain(String number, String region) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        if (!NumberText.isDigits(digits)) {
            return false;
        }
        if (isOne(digits, region)) {
            return true;
        }
        // A country's code before them, as a phone-context or an eager gateway writes it: +49112, 49112.
        for (int code = 1; code <= LONGEST_COUNTRY_CODE && code < digits.length(); code++) {
            int country = Integer.parseInt(digits.substring(0, code));
            String rest = digits.substring(code);
            // Asked for the code of no region, the library writes a line into the log.
            boolean own = !region.isEmpty() && country == PHONES.getCountryCodeForRegion(region) && isOne(rest, region);
            boolean any = number.startsWith("+") && ANYWHERE.contains(rest);
            if (own || (any && PHONES.getSupportedCallingCodes().contains(country))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(String digits, String region) {
        boolean known = PHONES.getSupportedRegions().contains(region) && !WITHOUT_SHORT_NUMBERS.contains(region);
        return known ? NUMBERS.isEmergencyNumber(digits, region) : ANYWHERE.contains(digits);
    }
}
