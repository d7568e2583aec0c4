package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.settings.WrongSettingException;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@Isolated("its starts set up the logging of the whole process")
final class AFailedStartIsOneLine {
    private static String line(Throwable failure) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("management.server.port", "18081", "some.certificate", "file:/nowhere.pem")));
        String line = StartFailureReporter.line(failure, environment);
        assertFalse(line.contains("\n"), line);
        return line;
    }

    @Test
    void theSettingIsNamedHoweverDeepTheFailureLies() {
        assertEquals(
                "partyline.sip.port: is odd",
                line(new IllegalStateException(
                        "outer", new RuntimeException(new WrongSettingException("partyline.sip.port", "is odd")))));
        assertTrue(line(new PortInUseException(18080)).startsWith("server.port: 18080"));
        assertTrue(
                line(new IllegalStateException(new PortInUseException(18081))).startsWith("management.server.port"));
    }

    @Test
    void aSettingOfSpringsIsNamedAndItsValueIsNotRepeated() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("spring.some.flag", "hunter2")));
        BindException failure = assertThrows(BindException.class, () -> binder.bind("spring.some.flag", Boolean.class));
        assertEquals("spring.some.flag: the value does not fit what this setting is for", line(failure));
    }

    @Test
    void aFileThatIsMissingIsNamedWithItsSetting() {
        assertEquals(
                "some.certificate: /nowhere.pem (No such file or directory)",
                line(new IllegalStateException(new FileNotFoundException("/nowhere.pem (No such file or directory)"))));
    }

    @Test
    void aDatabaseThatIsNoneIsNamedByItsSettingAndItsPasswordIsNotRepeated() {
        Map<Throwable, String> failures = Map.of(
                new SQLException("no host db in jdbc:x://db?password=hunter2", "08001"),
                "spring.datasource.url: the database there can't be reached (SQLSTATE 08001)",
                new SQLException("hunter2 is wrong", "28000"),
                "spring.datasource.username: the database refuses this name or spring.datasource.password"
                        + " (SQLSTATE 28000)",
                new SQLException("jdbc:x://db?password=hunter2", "90046"),
                "spring.datasource.url: the database there can't be used (SQLSTATE 90046)");
        StandardEnvironment environment = withDatabase("jdbc:x://db?password=hunter2");
        failures.forEach((failure, line) -> assertEquals(
                line, StartFailureReporter.line(new IllegalStateException("hunter2", failure), environment)));
        assertTrue(StartFailureReporter.line(
                        new IllegalStateException("Driver org.h2.Driver claims to not accept jdbcUrl, jdbc:x"),
                        environment)
                .startsWith("spring.datasource.url: "));
    }

    @Test
    void whatWeReallyAreToldByADatabaseThatIsNoneNamesTheSetting(@TempDir Path data) {
        for (String url : List.of("jdbc:nonsense://db?password=hunter2", "jdbc:h2:nowhere:hunter2", "hunter2")) {
            SpringApplication application = PartylineApplication.application(ScriptedTelephony.class);
            StringBuilder line = new StringBuilder();
            application.addListeners((ApplicationFailedEvent failed) -> line.append(StartFailureReporter.line(
                    failed.getException(),
                    Objects.requireNonNull(failed.getApplicationContext()).getEnvironment())));
            assertThrows(
                    RuntimeException.class,
                    () -> application.run(
                            "--server.port=0",
                            "--management.server.port=0",
                            "--partyline.data-directory=" + data,
                            "--spring.datasource.url=" + url));
            assertTrue(line.toString().startsWith("spring.datasource."), line.toString());
            assertFalse(line.toString().contains("hunter2"), line.toString());
        }
    }

    private static StandardEnvironment withDatabase(String url) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("spring.datasource.url", url)));
        return environment;
    }

    @Test
    void anythingElseSaysWhatItWas() {
        assertEquals("the start failed: Error: a b", line(new RuntimeException("outer", new Error("a\n  b"))));
        assertEquals("the start failed: StackOverflowError: null", line(new StackOverflowError()));
    }
}
