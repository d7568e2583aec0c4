/**
 * Spoken prompts and waiting music: decoded once at start, shared by all legs, never copied.
 */
@NullMarked
package dev.partyline.media.prompt;

import org.jspecify.annotations.NullMarked;
