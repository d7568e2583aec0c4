/**
 * The SIP connector as the gateway sees it: trunks in, live calls out. Messages enter and leave in
 * {@code transport}.
 */
@NullMarked
package dev.partyline.sip;

import org.jspecify.annotations.NullMarked;
