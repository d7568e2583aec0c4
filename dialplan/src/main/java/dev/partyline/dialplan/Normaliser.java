package dev.partyline.dialplan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import dev.partyline.dialplan.DialledNumber.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a number as a trunk writes it to the form that rules are written in. libphonenumber gives country codes,
 * trunk prefixes and international prefixes, and an opinion; it never guesses what a number might have meant (it
 * takes 3000 in Germany for +493000) and never refuses one (it calls +1 555 123 4567 invalid).
 */
public final class Normaliser {
    /** Extensions and short codes: a number of so few digits means the same everywhere in a PBX. */
    private static final int MAX_SHORT_DIGITS = 6;

    /** Separators are stripped, so a number can be longer as written; this bounds the work. */
    private static final int MAX_RAW_LENGTH = 128;

    /** What a service that is asked for by name is called in a rule, as far as anybody wants to take it. */
    private static final String SERVICE_AS_NUMBER = "112";

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Normaliser() {}

    /**
     * @param raw a number, with visual separators or as a {@code tel:} URI without parameters, or any hostile text
     * @param region the trunk's country (ISO 3166, such as {@code DE}); for the national formats, and for what calls for help there
     */
    public static NumberReading read(String raw, NumberFormat format, String region) {
        if (raw.length() > MAX_RAW_LENGTH) {
            return new UnreadableNumber(UnreadableNumber.Problem.TOO_LONG);
        }
        if (EmergencyNumbers.isService(raw)) {
            return new DialledNumber(SERVICE_AS_NUMBER, List.of(), true);
        }
        String bare = raw.regionMatches(true, 0, "tel:", 0, 4) ? raw.substring(4) : raw;
        String number = NumberText.withoutSeparators(bare);
        UnreadableNumber.Problem problem = NumberText.problem(number);
        if (problem != null) {
            return new UnreadableNumber(problem);
        }
        if (EmergencyNumbers.contain(number, region)) {
            return new DialledNumber(number, List.of(), true);
        }
        if (isShort(number) || !NumberText.isDigits(number.replace("+", ""))) {
            return new DialledNumber(number);
        }
        return switch (format) {
            case AS_IS -> new DialledNumber(number);
            case E164_WITH_PLUS -> number.startsWith("+") ? international(number, number) : asItIs(number);
            case E164_WITHOUT_PLUS -> international(number.startsWith("+") ? number : "+" + number, number);
            case NATIONAL_WITH_TRUNK_ZERO, NATIONAL_WITHOUT_TRUNK_ZERO ->
                number.startsWith("+")
                        ? international(number, number)
                        : national(number, region, format == NumberFormat.NATIONAL_WITH_TRUNK_ZERO);
        };
    }

    /** Whether the national formats can work with this region. */
    public static boolean knowsRegion(String region) {
        return PHONES.getSupportedRegions().contains(region);
    }

    private static boolean isShort(String number) {
        return number.length() - (number.startsWith("+") ? 1 : 0) <= MAX_SHORT_DIGITS;
    }

    private static DialledNumber national(String number, String region, boolean withTrunkPrefix) {
        if (!knowsRegion(region)) {
            return new DialledNumber(number, List.of(Warning.UNKNOWN_REGION));
        }
        String abroad = afterInternationalPrefix(number, region);
        if (abroad != null) {
            return international(abroad, number);
        }
        String ndd = PHONES.getNddPrefixForRegion(region, true);
        String trunkPrefix = ndd == null ? "" : ndd;
        String countryCode = "+" + PHONES.getCountryCodeForRegion(region);
        if (withTrunkPrefix) {
            return number.startsWith(trunkPrefix)
                    ? international(countryCode + number.substring(trunkPrefix.length()), number)
                    : asItIs(number);
        }
        // Only 0 is a trunk prefix and never the beginning of a national number: 8 is both in Russia.
        return trunkPrefix.equals("0") && number.startsWith("0")
                ? asItIs(number)
                : international(countryCode + number, number);
    }

    /** {@code 0049301234567} in Germany is {@code +49301234567}; null where there is no international prefix. */
    private static @Nullable String afterInternationalPrefix(String number, String region) {
        try {
            PhoneNumber parsed = PHONES.parseAndKeepRawInput(number, region);
            return parsed.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD
                    ? PHONES.format(parsed, PhoneNumberFormat.E164)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** @param dialled what the number was before; it stays where the longer form has no room */
    private static DialledNumber international(String number, String dialled) {
        if (!NumberText.isNumber(number)) {
            return asItIs(dialled);
        }
        return new DialledNumber(
                number, isInNumberingPlan(number) ? List.of() : List.of(Warning.NOT_IN_NUMBERING_PLAN));
    }

    private static boolean isInNumberingPlan(String number) {
        try {
            return PHONES.isValidNumber(PHONES.parse(number, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static DialledNumber asItIs(String number) {
        return new DialledNumber(number, List.of(Warning.NOT_IN_FORMAT));
    }
}
