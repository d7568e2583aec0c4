package dev.partyline.dialplan;

import java.util.List;

/**
 * A number in the one form that rules are matched against: E.164 with its plus where the trunk's format says how to
 * get there, else as dialled.
 *
 * @param value digits, {@code *} and {@code #}, or {@code +} and digits; at most {@value #MAX_LENGTH} characters
 * @param warnings what looked odd; never a reason to refuse the call
 * @param emergency whether it calls for help where the trunk is: then only a rule for exactly this number may take it
 */
public record DialledNumber(String value, List<Warning> warnings, boolean emergency) implements NumberReading {
    public static final int MAX_LENGTH = 32;

    public enum Warning {
        /** The number is not written in the trunk's format, so it was taken as it is. */
        NOT_IN_FORMAT,
        /** No country is known for the trunk's region, so the number was taken as it is. */
        UNKNOWN_REGION,
        /** The numbering plan as libphonenumber knows it has no such number. It may exist all the same. */
        NOT_IN_NUMBERING_PLAN
    }

    public DialledNumber {
        if (!NumberText.isNumber(value)) {
            throw new IllegalArgumentException("not a dialled number");
        }
        warnings = List.copyOf(warnings);
    }

    public DialledNumber(String value, List<Warning> warnings) {
        this(value, warnings, false);
    }

    public DialledNumber(String value) {
        this(value, List.of());
    }
}
