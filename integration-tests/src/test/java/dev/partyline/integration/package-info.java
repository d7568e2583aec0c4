/**
 * The whole bridge, started as an operator starts it, among real peers: a PBX, softphones, browsers, scripted SIP.
 */
@NullMarked
package dev.partyline.integration;

import org.jspecify.annotations.NullMarked;
