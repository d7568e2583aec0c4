/**
 * The dialplan: a dialled number goes in, a decision comes out. Pure values and functions (E.164, RFC 3966); no
 * packet, clock or store is known here.
 */
@NullMarked
package dev.partyline.dialplan;

import org.jspecify.annotations.NullMarked;
