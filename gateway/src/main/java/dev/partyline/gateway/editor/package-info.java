/**
 * The editor: pages that change which number leads where, and what a channel asks of its callers.
 */
@NullMarked
package dev.partyline.gateway.editor;

import org.jspecify.annotations.NullMarked;
