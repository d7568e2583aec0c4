package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A resource with {@code @name@} where a value goes. */
final class Template {
    private Template() {}

    static String render(String resource, Map<String, String> variables) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            String text = new String(in.readAllBytes(), UTF_8);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = text.replace("@" + variable.getKey() + "@", variable.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
