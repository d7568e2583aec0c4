package dev.partyline.dialplan;

import org.jspecify.annotations.Nullable;

/** The characters of numbers: ASCII alone, since {@link Character#isDigit} takes digits of every script. */
final class NumberText {
    private NumberText() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDialKey(char c) {
        return isDigit(c) || c == '*' || c == '#';
    }

    static boolean isNumber(String text) {
        return problem(text) == null;
    }

    /** Why this is no number; null where it is one. */
    static UnreadableNumber.@Nullable Problem problem(String text) {
        boolean international = text.startsWith("+");
        if (text.isEmpty() || text.equals("+")) {
            return UnreadableNumber.Problem.EMPTY;
        }
        if (text.length() > DialledNumber.MAX_LENGTH) {
            return UnreadableNumber.Problem.TOO_LONG;
        }
        for (int i = international ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                return UnreadableNumber.Problem.MISPLACED_PLUS;
            }
            if (!isDialKey(c)) {
                return UnreadableNumber.Problem.BAD_CHARACTER;
            }
            if (international && !isDigit(c)) {
                return UnreadableNumber.Problem.MISPLACED_PLUS;
            }
        }
        return null;
    }

    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> isDigit((char) c));
    }

    /** Without the visual separators of RFC 3966 section 5.1.1 and spaces. */
    static String withoutSeparators(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), 64));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '(', ')', '-', '.', ' ' -> {}
                default -> kept.append(c);
            }
        }
        return kept.toString();
    }
}
