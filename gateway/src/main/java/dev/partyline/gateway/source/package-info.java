/**
 * Where browsers come from: blocks of addresses (RFC 4632), and what one of them may take.
 */
@NullMarked
package dev.partyline.gateway.source;

import org.jspecify.annotations.NullMarked;
