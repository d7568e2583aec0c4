/**
 * The demo: a few rules in memory that exist only while nobody else can reach them.
 */
@NullMarked
package dev.partyline.gateway.demo;

import org.jspecify.annotations.NullMarked;
