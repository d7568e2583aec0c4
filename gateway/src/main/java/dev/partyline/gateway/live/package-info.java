/**
 * Who is on the line now: the page of live calls and browsers.
 */
@NullMarked
package dev.partyline.gateway.live;

import org.jspecify.annotations.NullMarked;
