package dev.partyline.sip.stack;

import java.util.Properties;

/** How the stack is set up: its own sockets and log files off, every wait and life bounded. */
final class StackSettings {
    private StackSettings() {}

    static Properties properties(String stackName) {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", stackName);
        p.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
        p.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
        // Dialogs are ours (package call): the stack's own answer, drop and resend behind the caller's back.
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        p.setProperty("gov.nist.javax.sip.SERVER_LOOP_DETECTION", "off");
        p.setProperty("gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY", NettyProcessorFactory.class.getName());
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", QuietStackLogger.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentMessageLogger.class.getName());
        // Without it a thread may wait for a transaction's semaphore for ever.
        p.setProperty("gov.nist.javax.sip.MAX_LISTENER_RESPONSE_TIME", "10");
        p.setProperty("gov.nist.javax.sip.MAX_TX_LIFETIME_INVITE", "90");
        p.setProperty("gov.nist.javax.sip.MAX_TX_LIFETIME_NON_INVITE", "60");
        p.setProperty("gov.nist.javax.sip.EARLY_DIALOG_TIMEOUT_SECONDS", "60");
        // The listener only posts; it holds no lock that a second event could want.
        p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "false");
        p.setProperty("gov.nist.javax.sip.RFC_2543_SUPPORT_ENABLED", "false");
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "98304");
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        p.setProperty("gov.nist.javax.sip.NIO_MAX_SOCKET_IDLE_TIME", "0");
        p.setProperty("gov.nist.javax.sip.SSL_RENEGOTIATION_ENABLED", "false");
        return p;
    }
}
