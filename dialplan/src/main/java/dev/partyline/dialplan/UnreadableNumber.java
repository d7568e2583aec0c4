package dev.partyline.dialplan;

/** Text that is no number: no rule can match it. */
public record UnreadableNumber(Problem problem) implements NumberReading {
    public enum Problem {
        EMPTY("the number is empty"),
        TOO_LONG("the number has more than " + DialledNumber.MAX_LENGTH + " characters"),
        BAD_CHARACTER("a number has digits, * and #, and may begin with +"),
        MISPLACED_PLUS("a + stands only at the beginning, with digits alone after it");

        private final String sentence;

        Problem(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
