package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** axe-core, run in a page: what keeps people out who see, hear or move otherwise. */
public final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /** Nothing is found, and nothing is wider than the window: wide and at a telephone's width, light and dark. */
    public static void expectNothing(Chromium browser, String where) {
        List<String> found = new ArrayList<>();
        for (boolean dark : new boolean[] {false, true}) {
            for (boolean wide : new boolean[] {true, false}) {
                browser.look(wide ? 1280 : 390, wide ? 900 : 844, dark);
                String how = where + (wide ? ", wide" : ", narrow") + (dark ? ", dark: " : ", light: ");
                violations(browser).forEach(violation -> found.add(how + violation));
                if (!Boolean.TRUE.equals(browser.run(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))) {
                    found.add(how + "wider than the window");
                }
                browser.keepPicture("page-" + how.replaceAll("\\W+", "-").replaceFirst("-$", ""));
            }
        }
        browser.look(1280, 900, false);
        assertEquals(List.of(), found);
    }

    /** Each violation with the elements it concerns; none is what is wanted. */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Chromium browser) {
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
