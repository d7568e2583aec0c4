package dev.partyline.dialplan;

import dev.partyline.dialplan.InvalidRuleException.Field;

/**
 * Which numbers a rule is for. As text it is a kind, a {@link #from} and a {@link #to}; {@link #parse} reads them back.
 */
public sealed interface NumberPattern {
    enum Kind {
        EXACT,
        RANGE,
        PREFIX
    }

    boolean matches(DialledNumber number);

    /** How many numbers of this one's length the pattern matches: the fewer, the more specific. */
    double breadth(DialledNumber number);

    Kind kind();

    String from();

    /** The last number of a range; empty for the other kinds. */
    String to();

    /** One number. */
    record Exact(String from) implements NumberPattern {
        public Exact {
            if (!NumberText.isNumber(from)) {
                throw new IllegalArgumentException("not a number");
            }
        }

        @Override
        public boolean matches(DialledNumber number) {
            return number.value().equals(from);
        }

        @Override
        public double breadth(DialledNumber number) {
            return 1;
        }

        @Override
        public Kind kind() {
            return Kind.EXACT;
        }

        @Override
        public String to() {
            return "";
        }
    }

    /** The numbers from the first to the last, both included, all of one length. */
    record Range(String from, String to) implements NumberPattern {
        /** So that a number of the range fits into a long. */
        public static final int MAX_DIGITS = 18;

        public Range {
            if (!NumberText.isNumber(from)
                    || !NumberText.isNumber(to)
                    || !NumberText.isDigits(digits(from) + digits(to))
                    || from.startsWith("+") != to.startsWith("+")
                    || from.length() != to.length()
                    || digits(from).length() > MAX_DIGITS
                    || from.compareTo(to) > 0) {
                throw new IllegalArgumentException("not a range of numbers");
            }
        }

        static String digits(String number) {
            return number.startsWith("+") ? number.substring(1) : number;
        }

        @Override
        public boolean matches(DialledNumber number) {
            String value = number.value();
            // * and # sort before the digits, and of equal length text order is number order.
            return value.length() == from.length()
                    && value.startsWith("+") == from.startsWith("+")
                    && NumberText.isDigits(digits(value))
                    && value.compareTo(from) >= 0
                    && value.compareTo(to) <= 0;
        }

        @Override
        public double breadth(DialledNumber number) {
            return size();
        }

        long size() {
            return last() - first() + 1;
        }

        long first() {
            return Long.parseLong(digits(from));
        }

        long last() {
            return Long.parseLong(digits(to));
        }

        @Override
        public Kind kind() {
            return Kind.RANGE;
        }
    }

    /** Every number that begins so, itself included. */
    record Prefix(String from) implements NumberPattern {
        public Prefix {
            if (!NumberText.isNumber(from)) {
                throw new IllegalArgumentException("not the beginning of a number");
            }
        }

        @Override
        public boolean matches(DialledNumber number) {
            return number.value().startsWith(from);
        }

        @Override
        public double breadth(DialledNumber number) {
            return Math.pow(10, number.value().length() - from.length());
        }

        @Override
        public Kind kind() {
            return Kind.PREFIX;
        }

        @Override
        public String to() {
            return "";
        }
    }

    /** Reads what an operator typed; spaces, dots, hyphens and parentheses in numbers are ignored. */
    static NumberPattern parse(Kind kind, String from, String to) throws InvalidRuleException {
        String first = number(Field.FROM, from);
        if (kind != Kind.RANGE && !to.isBlank()) {
            throw new InvalidRuleException(Field.TO, "Only a range has a last number; leave it empty.");
        }
        return switch (kind) {
            case EXACT -> new Exact(first);
            case PREFIX -> new Prefix(first);
            case RANGE -> range(first, number(Field.TO, to));
        };
    }

    private static Range range(String from, String to) throws InvalidRuleException {
        rangeEnd(Field.FROM, from);
        rangeEnd(Field.TO, to);
        if (from.startsWith("+") != to.startsWith("+")) {
            throw new InvalidRuleException(Field.TO, "Both ends of a range begin with +, or neither does.");
        }
        if (from.length() != to.length()) {
            throw new InvalidRuleException(Field.TO, "Both ends of a range have the same number of digits.");
        }
        if (from.compareTo(to) > 0) {
            throw new InvalidRuleException(Field.TO, "The last number of a range is not below the first.");
        }
        return new Range(from, to);
    }

    private static void rangeEnd(Field field, String number) throws InvalidRuleException {
        String digits = Range.digits(number);
        if (!NumberText.isDigits(digits)) {
            throw new InvalidRuleException(field, "A range has digits alone, without * and #.");
        }
        if (digits.length() > Range.MAX_DIGITS) {
            throw new InvalidRuleException(field, "A range has at most " + Range.MAX_DIGITS + " digits.");
        }
    }

    private static String number(Field field, String text) throws InvalidRuleException {
        String number = NumberText.withoutSeparators(text.strip());
        UnreadableNumber.Problem problem = NumberText.problem(number);
        if (problem != null) {
            String sentence = problem.sentence();
            throw new InvalidRuleException(
                    field, Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
        }
        return number;
    }
}
