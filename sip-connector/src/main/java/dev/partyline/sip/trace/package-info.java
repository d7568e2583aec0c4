/**
 * What the doctor of calls needs to know: the messages of each call, kept for a while without their secrets.
 */
@NullMarked
package dev.partyline.sip.trace;

import org.jspecify.annotations.NullMarked;
