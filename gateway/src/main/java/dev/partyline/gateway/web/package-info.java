/**
 * What all pages share, and the public start page.
 */
@NullMarked
package dev.partyline.gateway.web;

import org.jspecify.annotations.NullMarked;
