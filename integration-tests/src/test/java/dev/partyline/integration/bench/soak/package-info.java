/** Hours of coming and going: phones and browsers by a changing load, and whether the bridge is then what it was before. */
@NullMarked
package dev.partyline.integration.bench.soak;

import org.jspecify.annotations.NullMarked;
