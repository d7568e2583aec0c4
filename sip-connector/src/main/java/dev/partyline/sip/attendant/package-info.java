/**
 * What a caller hears and types before and in the conference: sans-I/O machines fed by digits and deadlines.
 */
@NullMarked
package dev.partyline.sip.attendant;

import org.jspecify.annotations.NullMarked;
