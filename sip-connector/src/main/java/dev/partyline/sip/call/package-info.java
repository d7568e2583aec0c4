/**
 * A call: one virtual thread, one mailbox, one sealed state; one file for each SIP verb's rules.
 */
@NullMarked
package dev.partyline.sip.call;

import org.jspecify.annotations.NullMarked;
