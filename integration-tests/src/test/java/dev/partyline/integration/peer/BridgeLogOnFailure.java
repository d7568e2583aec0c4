package dev.partyline.integration.peer;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that fails shows what the bridge had to say; registered for all of them as a service. */
public final class BridgeLogOnFailure implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext test) {
        BridgeProcess bridge = BridgeProcess.latest();
        if (bridge != null && test.getExecutionException().isPresent()) {
            System.out.println(
                    test.getDisplayName() + " failed; the log of the bridge that was started last:\n" + bridge.log());
        }
    }
}
