package dev.partyline.sip.trace;

import java.util.regex.Pattern;

/** Cuts out of a message what nobody may read later: keys of media, answers to challenges, keys that a caller pressed. */
final class Redaction {
    private static final Pattern DIGEST = Pattern.compile(
            "(?im)^((?:Proxy-)?Authorization\\s*:[^\\r\\n]{0,2000}?\\bresponse\\s*=\\s*\"?)[0-9a-f]{1,128}");
    private static final Pattern MEDIA_KEY =
            Pattern.compile("(?im)^(a=crypto:[^\\r\\n]{0,8000}?inline:)[^\\r\\n]{1,8000}");
    private static final Pattern ICE_PASSWORD = Pattern.compile("(?im)^(a=ice-pwd:)[^\\r\\n]{1,512}");
    private static final Pattern KEY_PRESSED =
            Pattern.compile("(?im)^(?:Content-Type|c)\\s*:\\s*application/(?:dtmf|vnd\\.nortelnetworks)");

    private Redaction() {}

    static String of(String message) {
        String text = DIGEST.matcher(message).replaceAll("$1***");
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return text;
        }
        if (KEY_PRESSED.matcher(text.substring(0, end)).find()) {
            return text.substring(0, end + 4) + "***";
        }
        return ICE_PASSWORD.matcher(MEDIA_KEY.matcher(text).replaceAll("$1***")).replaceAll("$1***");
    }
}
