package dev.partyline.media;

import dev.partyline.media.net.MediaLoop;
import dev.partyline.media.room.Rooms;

/** A loop's thread, and the rooms that live on it. */
record BridgeLoop(MediaLoop thread, Rooms rooms) {}
