package dev.partyline.dialplan;

/** What an operator typed is no rule. It carries a sentence for that operator, about one field. */
public final class InvalidRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Field field;
    private final String sentence;

    public enum Field {
        FROM,
        TO,
        CHANNEL
    }

    InvalidRuleException(Field field, String sentence) {
        super(sentence);
        this.field = field;
        this.sentence = sentence;
    }

    /** Where the mistake stands. */
    public Field field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
