package dev.partyline.dialplan;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Set;

/** Numbers that call for help where the trunk is, by libphonenumber. */
final class EmergencyNumbers {
    /** Where nobody said where the trunk is: those of GSM phones anywhere (3GPP TS 22.101 section 10.1.1). */
    private static final Set<String> ANYWHERE = Set.of("112", "911");

    private static final ShortNumberInfo NUMBERS = ShortNumberInfo.getInstance();

    private EmergencyNumbers() {}

    /** @param region ISO 3166, such as {@code DE}; empty where it is not known */
    static boolean contain(String number, String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)
                ? NUMBERS.isEmergencyNumber(number, region)
                : ANYWHERE.contains(number);
    }
}
