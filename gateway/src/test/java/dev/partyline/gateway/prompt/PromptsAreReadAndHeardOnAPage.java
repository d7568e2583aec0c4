package dev.partyline.gateway.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptsAreReadAndHeardOnAPage {
    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    @Test
    void ofEachLanguageAndOnesOwn() throws Exception {
        try (var shipped = PromptsController.class.getResourceAsStream("/dev/partyline/media/prompt/de/muted.wav")) {
            Files.createDirectories(folder.resolve("pt"));
            Files.write(folder.resolve("pt/muted.wav"), shipped == null ? new byte[0] : shipped.readAllBytes());
        }
        try (RunningGateway gateway = RunningGateway.start(
                data,
                "partyline.admin.password=" + RunningGateway.PASSWORD,
                "partyline.media.prompt-folder=" + folder,
                "partyline.language=pt")) {
            assertEquals(302, gateway.get("/admin/prompts").statusCode(), "strangers log in first");
            gateway.logIn();
            String page = gateway.get("/admin/prompts").body();
            assertTrue(
                    page.contains("<small>yours, in place of ours</small>")
                            && page.contains("<small>in English</small>"),
                    page);
            assertTrue(page.contains("You are no longer muted."), page);
            String german = gateway.get("/admin/prompts?language=de").body();
            assertTrue(german.contains("Ihr Mikrofon ist aus.") && german.contains("number-99.wav"), german);
            assertFalse(german.contains("<small>"), german);
            HttpResponse<String> wav = gateway.get("/admin/prompts/pt/muted.wav");
            assertEquals("audio/wav", wav.headers().firstValue("Content-Type").orElse(""));
            assertTrue(wav.body().startsWith("RIFF"));
            assertEquals(404, gateway.get("/admin/prompts/fr/muted.wav").statusCode());
            assertEquals(404, gateway.get("/admin/prompts/pt/other.wav").statusCode());
        }
    }
}
