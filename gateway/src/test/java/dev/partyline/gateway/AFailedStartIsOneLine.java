package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.settings.WrongSettingException;
import java.io.FileNotFoundException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

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
    void anythingElseSaysWhatItWas() {
        assertEquals("the start failed: Error: a b", line(new RuntimeException("outer", new Error("a\n  b"))));
        assertEquals("the start failed: StackOverflowError: null", line(new StackOverflowError()));
    }
}
