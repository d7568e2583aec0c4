package dev.partyline.media.prompt;

/**
 * A language to speak to callers, by its tag in lower case (RFC 5646), such as {@code en} or {@code pt-br}. It is the name of
 * a folder as well, and of nothing else than one beside the others.
 */
public record Language(String tag) {
    public static final Language ENGLISH = new Language("en");

    public Language {
        if (!isTag(tag)) {
            throw new IllegalArgumentException("a language is a tag such as en, de or pt-br");
        }
    }

    public static boolean isTag(String text) {
        return text.matches("[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}");
    }
}
