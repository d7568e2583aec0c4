/**
 * Number rules: which numbers lead to which channel, kept in the database and edited on a page.
 */
@NullMarked
package dev.partyline.gateway.number;

import org.jspecify.annotations.NullMarked;
