package dev.partyline.gateway.token;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.gateway.settings.GatewayProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Signs tokens and judges them: one key, one algorithm (RFC 8725 section 3.1), and no claim is taken on trust. */
@Component
public final class Tokens {
    public static final Duration LONGEST_LIFE = Duration.ofDays(30);
    /** By which a token that names its audience means a bridge (RFC 7519 section 4.1.3). */
    static final String AUDIENCE = "partyline";

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 4_096;
    private static final int MAX_CHANNELS = 100;
    private static final int MAX_TEXT = 255;

    private final NimbusJwtDecoder decoder;
    private final NimbusJwtEncoder encoder;

    @Autowired
    Tokens(GatewayProperties properties) {
        this(TokenKey.of(properties));
    }

    Tokens(SecretKey key) {
        decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        // Times are judged below, where an expired token can be told from a wrong one.
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        encoder = new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(key));
    }

    public String sign(Pass pass, Instant now) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .subject(pass.identity())
                .audience(List.of(AUDIENCE))
                .issuedAt(now)
                .expiresAt(pass.expires())
                .claim("channels", pass.channels())
                .claim("role", pass.role().text());
        if (pass.name() != null) {
            claims.claim("name", pass.name());
        }
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).type("JWT").build(), claims.build()))
                .getTokenValue();
    }

    /** Whether this token lets its bearer into this channel. */
    public TokenVerdict judge(String token, String channel, Instant now) {
        if (token.length() > MAX_BYTES) {
            return new TokenVerdict.Invalid();
        }
        Jwt jwt;
        try {
            jwt = decoder.decode(token);
        } catch (JwtException | IllegalArgumentException e) {
            return new TokenVerdict.Invalid();
        }
        Instant expires = jwt.getExpiresAt();
        Instant notBefore = jwt.getNotBefore();
        Pass pass = expires == null ? null : pass(jwt, expires);
        if (expires == null
                || pass == null
                || expires.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))
                || (notBefore != null && notBefore.isAfter(now.plus(SKEW)))) {
            return new TokenVerdict.Invalid();
        }
        if (!expires.plus(SKEW).isAfter(now)) {
            return new TokenVerdict.Expired();
        }
        return pass.channels().contains(channel) ? new TokenVerdict.Good(pass) : new TokenVerdict.OtherChannel();
    }

    /** Null where a claim is missing or of the wrong kind. */
    private static @Nullable Pass pass(Jwt jwt, Instant expires) {
        Object name = jwt.getClaims().get("name");
        Role role = role(jwt.getClaims().get("role"));
        String identity = text(jwt.getClaims().get("sub"));
        if (!(jwt.getClaims().get("channels") instanceof List<?> named)
                || named.isEmpty()
                || named.size() > MAX_CHANNELS
                || role == null
                || identity == null
                || !isForUs(jwt)
                || (name != null && text(name) == null)) {
            return null;
        }
        boolean names = named.stream().allMatch(n -> n instanceof String s && ChannelTemplate.isChannelName(s));
        return names
                ? new Pass(
                        identity,
                        text(name),
                        named.stream().map(String.class::cast).toList(),
                        role,
                        expires)
                : null;
    }

    /** RFC 8725 section 3.9: a key may sign for others too. */
    private static boolean isForUs(Jwt jwt) {
        List<String> audience = jwt.getAudience();
        return audience == null || audience.contains(AUDIENCE);
    }

    private static @Nullable Role role(@Nullable Object claim) {
        return "guest".equals(claim) ? Role.GUEST : "host".equals(claim) ? Role.HOST : null;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT ? text : null;
    }
}
