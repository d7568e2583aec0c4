package dev.partyline.sip;

/**
 * Text that a caller chose: hostile until shown by an encoder. Control characters are replaced and the length is
 * bounded when it is made, so that it can stand in a log line.
 */
public record CallerText(String value) {
    private static final int MAX_LENGTH = 64;

    public CallerText {
        StringBuilder clean = new StringBuilder();
        value.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(clean::appendCodePoint);
        value = clean.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
