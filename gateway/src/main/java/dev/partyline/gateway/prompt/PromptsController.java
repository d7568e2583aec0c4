package dev.partyline.gateway.prompt;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Recorded;
import dev.partyline.media.prompt.Spoken;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What callers are told, in each language. */
@Controller
@RequestMapping("/admin/prompts")
final class PromptsController {
    private static final MediaType WAV = MediaType.parseMediaType("audio/wav");
    private static final Map<String, Spoken> BY_FILE = PromptLibrary.everything().stream()
            .collect(Collectors.toUnmodifiableMap(Spoken::fileName, Function.identity()));

    private final PromptLibrary prompts;
    private final GatewayProperties properties;

    PromptsController(PromptLibrary prompts, GatewayProperties properties) {
        this.prompts = prompts;
        this.properties = properties;
    }

    record Row(String file, String words, String origin) {
        static Row of(Spoken spoken, Recorded recorded) {
            return new Row(
                    spoken.fileName(),
                    recorded.words(),
                    switch (recorded.origin()) {
                        case SHIPPED -> "";
                        case OWN -> "yours, in place of ours";
                        case ENGLISH -> "in English";
                    });
        }
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable String language, Model model) {
        Language shown = language != null && prompts.languages().contains(language)
                ? new Language(language)
                : properties.language();
        List<Row> rows = PromptLibrary.everything().stream()
                .map(spoken -> Row.of(spoken, prompts.in(shown).recorded(spoken)))
                .toList();
        model.addAttribute("prompts", rows);
        model.addAttribute("language", shown.tag());
        model.addAttribute("languages", new TreeSet<>(prompts.languages()));
        model.addAttribute("folder", properties.promptFolder());
        return "prompts";
    }

    @GetMapping("/{language}/{file}")
    ResponseEntity<Resource> listen(@PathVariable String language, @PathVariable String file) {
        Spoken spoken = BY_FILE.get(file);
        if (spoken == null || !prompts.languages().contains(language)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(WAV)
                // A resource is given in parts where a browser asks for parts, as some do before they play.
                .body(new ByteArrayResource(
                        prompts.in(new Language(language)).recorded(spoken).wav()));
    }
}
