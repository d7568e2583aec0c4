package dev.partyline.sip.trace;

import java.util.regex.Pattern;

/**
 * Cuts out of a message what nobody may read later: passwords, answers to challenges, tokens, keys of media, keys that a caller
 * pressed. Header lines that were folded are unfolded first.
 */
final class Redaction {
    private static final Pattern FOLD = Pattern.compile("\\r\\n[ \\t]{1,64}");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?im)^((?:Proxy-)?Authorization[ \\t]*:[ \\t]*)(\\S{0,64})([^\\r\\n]*)");
    /** Of an answer to a challenge, what says who asked for what; the rest is nobody's business. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)\\b(username|realm|algorithm|uri|qop|nc)\\s*=\\s*(\"[^\"\r\n]{0,256}\"|[^\",\\s]{1,256})");

    private static final Pattern PASSWORD_IN_URI = Pattern.compile("(?i)(sips?:[^@:>;\\s]{1,256}):[^@>\\s]{1,256}@");
    private static final Pattern MEDIA_KEY =
            Pattern.compile("(?im)^(a=crypto:[^\\r\\n]{0,8000}?inline:|a=ice-pwd:|a=key-mgmt:|k=)[^\\r\\n]{1,8000}");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?im)^(?:Content-Type|c)[ \\t]*:[ \\t]*application/sdp\\b");
    private static final Pattern KEYS_IN_A_PART = Pattern.compile(
            "(?ims)^(Content-Type[ \\t]*:[ \\t]*application/dtmf[^\\r\\n]{0,256}\\r\\n).{0,2000}?(?=\\r\\n--|\\z)");

    private Redaction() {}

    static String of(String message) {
        int end = message.indexOf("\r\n\r\n");
        String headers = headers(end < 0 ? message : message.substring(0, end));
        if (end < 0) {
            return headers;
        }
        String body = message.substring(end + 4);
        // What comes in these is keys, or nothing that anybody here could use.
        boolean keys = headers.startsWith("INFO ") || headers.startsWith("NOTIFY ");
        if (keys && !DESCRIPTION.matcher(headers).find()) {
            return headers + "\r\n\r\n" + (body.isEmpty() ? "" : "***");
        }
        String open = KEYS_IN_A_PART.matcher(body).replaceAll("$1\r\n***");
        return headers + "\r\n\r\n" + MEDIA_KEY.matcher(open).replaceAll("$1***");
    }

    private static String headers(String text) {
        String unfolded = FOLD.matcher(text).replaceAll(" ");
        String anonymous = PASSWORD_IN_URI.matcher(unfolded).replaceAll("$1:***@");
        return AUTHORIZATION.matcher(anonymous).replaceAll(found -> {
            StringBuilder kept = new StringBuilder();
            HARMLESS.matcher(found.group(3))
                    .results()
                    .forEach(part -> kept.append(part.group()).append(", "));
            return java.util.regex.Matcher.quoteReplacement(found.group(1) + found.group(2) + " " + kept + "***");
        });
    }
}
