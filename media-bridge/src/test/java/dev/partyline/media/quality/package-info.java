/**
 * How well speech came through: intelligibility, distance of the spectra, what is missing and how late it is. What was
 * sent and what was heard enter at 8 kHz; figures leave.
 */
@NullMarked
package dev.partyline.media.quality;

import org.jspecify.annotations.NullMarked;
