package dev.partyline.gateway.settings;

/** A setting that can't be used: its key, and what to write instead. The message is the one line an operator sees. */
public final class WrongSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public WrongSettingException(String key, String sentence) {
        super(key + ": " + sentence);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
