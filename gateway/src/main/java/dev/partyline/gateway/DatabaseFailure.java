package dev.partyline.gateway;

import dev.partyline.gateway.settings.SettingsInitializer;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** A database that could not be opened, by the setting that says which. Drivers repeat URLs, so no message is shown. */
final class DatabaseFailure {
    private static final String URL = "spring.datasource.url";

    private DatabaseFailure() {}

    /** Null where this cause is none of a database's. */
    static @Nullable String line(Throwable cause, @Nullable Environment environment) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        if (message.contains("Database may be already in use")) {
            return "partyline.data-directory: another Partyline uses this directory's database; "
                    + "stop that one, or write another directory";
        }
        if (cause instanceof SQLException failure) {
            return isOurs(environment)
                    ? "partyline.data-directory: the database in this directory can't be opened" + state(failure)
                    : answered(failure);
        }
        boolean unknown = Stream.of(
                        "'url' must start with",
                        "jdbcUrl",
                        "driver class",
                        "No database found to handle",
                        "Unsupported Database")
                .anyMatch(message::contains);
        return unknown && !isOurs(environment)
                ? URL + ": this is no address of a database that can be used; write one such as jdbc:h2:file:/path, "
                        + "or leave it out, and the database is in partyline.data-directory"
                : null;
    }

    private static boolean isOurs(@Nullable Environment environment) {
        return environment == null || SettingsInitializer.isOwnDatabase(environment);
    }

    /** The classes of SQLSTATE are those of ISO/IEC 9075-2 section 24.1. */
    private static String answered(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("28")) {
            return "spring.datasource.username: the database refuses this name or spring.datasource.password"
                    + state(failure);
        }
        return URL + ": the database there " + (state.startsWith("08") ? "can't be reached" : "can't be used")
                + state(failure);
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? " (SQLSTATE " + state + ")" : "";
    }
}
