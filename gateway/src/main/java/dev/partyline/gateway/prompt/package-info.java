/**
 * Prompts: what callers are told, to be read and listened to on a page.
 */
@NullMarked
package dev.partyline.gateway.prompt;

import org.jspecify.annotations.NullMarked;
