/**
 * Conferences as those meet them who come by telephone: where a call goes, who is let in, what the keys tell.
 */
@NullMarked
package dev.partyline.gateway.conference;

import org.jspecify.annotations.NullMarked;
