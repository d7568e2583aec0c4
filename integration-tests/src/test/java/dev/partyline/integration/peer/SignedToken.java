package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens by hand, as any other program would sign them. */
public final class SignedToken {
    /** What {@code partyline.tokens.key} is to be. */
    public static final String KEY = "canary-tokens-key-".repeat(4);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SignedToken() {}

    /** @param role {@code guest} or {@code host} */
    public static String of(String channel, String name, String role) {
        String claims = "{\"sub\":\"test\",\"name\":\"" + name + "\",\"channels\":[\"" + channel + "\"],\"role\":\""
                + role + "\",\"exp\":" + Instant.now().plusSeconds(600).getEpochSecond() + "}";
        String signed = base64("{\"alg\":\"HS256\"}") + "." + base64(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }
}
