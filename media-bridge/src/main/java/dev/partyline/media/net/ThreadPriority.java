package dev.partyline.media.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/**
 * Moves the calling thread before others in the queue for a processor. The JVM maps its own priorities to nothing on
 * Linux, so this is {@code setpriority(2)}; without the right to do so the thread stays where it is, and the lateness
 * of ticks shows whether that matters.
 */
final class ThreadPriority {
    /** The nice level that is asked for. */
    static final int NICE = -10;

    private static final int PRIO_PROCESS = 0;
    // On Linux: the calling thread, for all that POSIX says.
    private static final int SELF = 0;

    private ThreadPriority() {}

    /** @return the nice level at which the thread runs from now on; empty where the system does not tell */
    static OptionalInt raise() {
        try {
            // Whether this may be is told by where the thread stands afterwards: a unit's Nice= counts as well.
            int _ = (int) function("setpriority", ValueLayout.JAVA_INT).invokeExact(PRIO_PROCESS, SELF, NICE);
            return OptionalInt.of((int) function("getpriority").invokeExact(PRIO_PROCESS, SELF));
        } catch (Throwable notHere) {
            return OptionalInt.empty();
        }
    }

    private static MethodHandle function(String name, MemoryLayout... more) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                        .appendArgumentLayouts(more));
    }
}
