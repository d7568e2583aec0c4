package dev.partyline.gateway;

import dev.partyline.gateway.settings.WrongSettingException;
import java.io.FileNotFoundException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * A start that failed, as one line on standard error that names the setting to change. Spring asks for it where it can,
 * while the environment is still known; whatever never came so far is reported by the one who started Spring.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {
    private static final int MAX_CAUSES = 30;

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private final @Nullable ConfigurableApplicationContext context;

    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        reportOnce(failure, context == null ? null : context.getEnvironment());
        return true;
    }

    static void reportOnce(Throwable failure, @Nullable Environment environment) {
        String line = line(failure, environment);
        if (REPORTED.compareAndSet(false, true)) {
            System.err.println("partyline: " + line);
        }
    }

    static String line(Throwable failure, @Nullable Environment environment) {
        Throwable deepest = failure;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            deepest = cause;
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            switch (cause) {
                case WrongSettingException wrong -> {
                    return oneLine(message);
                }
                case PortInUseException inUse -> {
                    String port = Integer.toString(inUse.getPort());
                    boolean management = environment != null
                            && port.equals(environment.getProperty("management.server.port", "8081"));
                    return (management ? "management.server.port" : "server.port") + ": " + port
                            + " is in use by another program; write a free port";
                }
                case BindException bind -> {
                    return oneLine("" + bind.getName()) + ": the value does not fit what this setting is for";
                }
                case NoSuchSslBundleException missing -> {
                    return "server.ssl.bundle: there is no bundle \"" + oneLine(missing.getBundleName())
                            + "\"; write spring.ssl.bundle.pem." + oneLine(missing.getBundleName())
                            + ".keystore.certificate and .private-key too";
                }
                case FileNotFoundException missing -> {
                    return settingOf(message, environment) + oneLine(message);
                }
                default -> {
                    String database = DatabaseFailure.line(cause, environment);
                    if (database != null) {
                        return database;
                    }
                }
            }
        }
        return "the start failed: " + deepest.getClass().getSimpleName() + ": " + oneLine("" + deepest.getMessage());
    }

    /** The setting that names the file, such as a certificate's; the message has the file's name, then why in brackets. */
    private static String settingOf(String message, @Nullable Environment environment) {
        int reason = message.lastIndexOf(" (");
        if (reason > 0 && environment instanceof ConfigurableEnvironment known) {
            String file = message.substring(0, reason);
            for (PropertySource<?> source : known.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> named) {
                    for (String name : named.getPropertyNames()) {
                        if (named.getProperty(name) instanceof String value && value.endsWith(file)) {
                            return name + ": ";
                        }
                    }
                }
            }
        }
        return "the start failed, a file is missing: ";
    }

    private static String oneLine(String text) {
        String joined = text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
        return joined.length() > 400 ? joined.substring(0, 400) + "…" : joined;
    }
}
