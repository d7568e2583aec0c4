/**
 * Who may see which page: deny by default, one administrator, throttled login, no plain HTTP off loopback.
 */
@NullMarked
package dev.partyline.gateway.security;

import org.jspecify.annotations.NullMarked;
