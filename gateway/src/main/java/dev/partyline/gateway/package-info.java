/**
 * The application: settings in, modules wired, pages and health out.
 */
@NullMarked
package dev.partyline.gateway;

import org.jspecify.annotations.NullMarked;
