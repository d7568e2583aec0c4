package dev.partyline.gateway.roster;

import org.jspecify.annotations.Nullable;

/** A name that somebody typed, as others may be shown it: one line, no invisible characters, not too long. */
public final class DisplayName {
    private static final int MAX_CODE_POINTS = 64;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    /** Letters and a symbol by their category, and nothing to the eye: Hangul fillers and an empty Braille cell. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    private DisplayName() {}

    public static String of(@Nullable String typed) {
        if (typed == null) {
            return "Guest";
        }
        StringBuilder kept = new StringBuilder();
        typed.codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || BLANKS.indexOf(c) >= 0 ? ' ' : c)
                .filter(DisplayName::isShown)
                .limit(MAX_CODE_POINTS)
                .forEach(kept::appendCodePoint);
        String name = kept.toString().replaceAll(" {2,}", " ").strip();
        return name.codePoints().anyMatch(DisplayName::isSeen) ? name : "Guest";
    }

    /** Something to see by itself: a mark or a joiner alone is no name. */
    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Format characters turn text around (Unicode TR 36 section 2.3); the joiner alone is part of emoji. */
    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
