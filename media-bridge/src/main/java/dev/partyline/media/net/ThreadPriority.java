package dev.partyline.media.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Moves the calling thread before others in the queue for a processor. The JVM maps its own priorities to nothing on
 * Linux, so this is {@code setpriority(2)}; without the right to do so the thread stays where it is, and the lateness
 * of ticks shows whether that matters.
 */
final class ThreadPriority {
    private static final int PRIO_PROCESS = 0;
    // On Linux: the calling thread, for all that POSIX says.
    private static final int SELF = 0;
    private static final int NICE = -10;

    private ThreadPriority() {}

    /** @return whether the thread was moved */
    static boolean raise() {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) setPriority.invokeExact(PRIO_PROCESS, SELF, NICE) == 0;
        } catch (Throwable notHere) {
            return false;
        }
    }
}
