/**
 * The browsers' edge: WebRTC wired to settings, as the pages and signalling see it.
 */
@NullMarked
package dev.partyline.gateway.browser;

import org.jspecify.annotations.NullMarked;
