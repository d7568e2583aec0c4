/**
 * The only place that knows {@code javax.sip} and {@code gov.nist}: transactions and dialogs (RFC 3261 sections 12
 * and 17) behind types of our own. Bytes enter from {@code transport} and leave as requests to {@code call}.
 */
@NullMarked
package dev.partyline.sip.stack;

import org.jspecify.annotations.NullMarked;
