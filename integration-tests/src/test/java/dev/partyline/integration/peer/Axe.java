package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** axe-core, run in a page: what keeps people out who see, hear or move otherwise. */
public final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /** Each violation with the elements it concerns; none is what is wanted. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Chromium browser) {
        if (!Boolean.TRUE.equals(browser.run("return typeof axe === 'object'"))) {
            browser.run(SCRIPT);
        }
        return (List<String>) Objects.requireNonNull(browser.runAsync("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ['violations'] }).then(
                  ({ violations }) => done(violations.map(({ id, nodes }) =>
                    id + ': ' + nodes.map(({ target, failureSummary }) => target.join(' ') + ' (' + failureSummary + ')').join(', '))),
                  (wrong) => done([String(wrong)]));
                """));
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
