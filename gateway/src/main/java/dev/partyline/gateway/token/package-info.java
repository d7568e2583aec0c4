/**
 * Tokens: JSON Web Tokens (RFC 7519, RFC 8725) that name channels, an identity and a role.
 */
@NullMarked
package dev.partyline.gateway.token;

import org.jspecify.annotations.NullMarked;
