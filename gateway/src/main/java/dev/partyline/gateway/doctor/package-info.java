/**
 * The doctor of calls: what a call said and was told, what was agreed, how it sounded, and what that means in words.
 */
@NullMarked
package dev.partyline.gateway.doctor;

import org.jspecify.annotations.NullMarked;
