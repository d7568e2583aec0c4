package dev.partyline.gateway.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once its signature and times are found right.
 *
 * @param name null where its bearer types one
 */
public record Pass(String identity, @Nullable String name, List<String> channels, Role role, Instant expires) {}
